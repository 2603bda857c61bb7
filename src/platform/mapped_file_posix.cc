#include <fcntl.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <mutex>

#include "platform/file.h"
#include "platform/mapped_file.h"

namespace hrscan {
namespace {

// The mappings that the SIGBUS handler knows. A handler may take no lock, so
// this is a fixed table of atomics; a mapping that finds no room is not made.
struct Slot {
  std::atomic<std::uintptr_t> begin{0};
  std::atomic<std::uintptr_t> end{0};
  std::atomic<bool> cut_short{false};
};
constexpr std::size_t kMaxMappings = 64;
std::array<Slot, kMaxMappings> slots;
std::mutex slots_mutex;

struct sigaction previous_action;

// Puts a page of zeros where the file has none any more; the access that
// failed is then tried again. A fault elsewhere is not ours.
void on_sigbus(int signal_number, siginfo_t* info, void* context) {
  const int saved_errno = errno;
  const auto address = reinterpret_cast<std::uintptr_t>(info->si_addr);
  const auto page_size = static_cast<std::uintptr_t>(sysconf(_SC_PAGESIZE));
  for (Slot& slot : slots) {
    if (address < slot.begin.load() || address >= slot.end.load()) continue;
    void* const page = reinterpret_cast<void*>(address / page_size * page_size);
    if (mmap(page, page_size, PROT_READ,
             MAP_FIXED | MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) == MAP_FAILED) {
      break;
    }
    slot.cut_short.store(true);
    errno = saved_errno;
    return;
  }
  errno = saved_errno;
  if ((previous_action.sa_flags & SA_SIGINFO) != 0) {
    previous_action.sa_sigaction(signal_number, info, context);
  } else if (previous_action.sa_handler != SIG_DFL &&
             previous_action.sa_handler != SIG_IGN) {
    previous_action.sa_handler(signal_number);
  } else {
    signal(SIGBUS, SIG_DFL);
    raise(SIGBUS);
  }
}

void install_handler() {
  static std::once_flag once;
  std::call_once(once, [] {
    struct sigaction action = {};
    action.sa_sigaction = on_sigbus;
    action.sa_flags = SA_SIGINFO | SA_NODEFER;
    sigemptyset(&action.sa_mask);
    sigaction(SIGBUS, &action, &previous_action);
  });
}

Slot* take_slot(std::uintptr_t begin, std::uintptr_t end) {
  const std::lock_guard lock(slots_mutex);
  for (Slot& slot : slots) {
    if (slot.end.load() != 0) continue;
    slot.cut_short.store(false);
    slot.begin.store(begin);
    slot.end.store(end);
    return &slot;
  }
  return nullptr;
}

#ifdef RUSAGE_THREAD
// Of this thread, so far.
long page_faults() {
  struct rusage usage = {};
  return getrusage(RUSAGE_THREAD, &usage) == 0 ? usage.ru_minflt : 0;
}
#endif

// Linux keeps a file that was read or written in large pieces in large pages,
// and maps such a page of 2 MiB with one fault; small ones take a fault for 64
// KiB each and a table entry for 4. Touching all of a mapped gibibyte took 31
// ms in large pages, 52 to 97 ms in smaller ones, where read() in pieces of 128
// KiB took 47 to 66 (Linux 6.18, 2026-11).
//
// Files have pages of both sizes. What is small of them may be two fifths:
// where it is more, copies are faster on two threads, and from two thirds on
// also on one.
bool is_in_large_pages(std::string_view bytes) {
#ifdef RUSAGE_THREAD
  constexpr std::size_t kLarge = 2 * 1024 * 1024;
  constexpr std::size_t kStep = 64 * 1024;
  constexpr std::size_t kMostPlaces = 10;
  const std::size_t places = std::min(bytes.size() / kLarge, kMostPlaces);
  std::size_t small = 0;
  for (std::size_t i = 0; i < places; ++i) {
    const char* const place = bytes.data() + bytes.size() / places * i;
    const long before = page_faults();
    for (std::size_t at = 0; at < kLarge; at += kStep) {
      static_cast<void>(*static_cast<const volatile char*>(place + at));
    }
    // Two for large pages; some places between them have smaller ones.
    if (page_faults() - before > 8) ++small;
  }
  return places > 0 && small * 5 <= places * 2;
#else
  static_cast<void>(bytes);
  return false;
#endif
}

class PosixMapping final : public MappedFile {
 public:
  PosixMapping(int fd, void* data, std::size_t size, Slot* slot)
      : fd_(fd), data_(data), size_(size), slot_(slot) {}
  ~PosixMapping() override {
    close(fd_);
    munmap(data_, size_);
    slot_->end.store(0);
    slot_->begin.store(0);
  }
  PosixMapping(const PosixMapping&) = delete;
  PosixMapping& operator=(const PosixMapping&) = delete;

  std::string_view bytes() const override {
    return {static_cast<const char*>(data_), size_};
  }
  bool in_large_pages() const override { return is_in_large_pages(bytes()); }
  // In the page where the file ends now the lost bytes are zeros without any
  // signal.
  bool cut_short() const override {
    if (slot_->cut_short.load()) return true;
    struct stat status = {};
    return fstat(fd_, &status) == 0 &&
           static_cast<std::size_t>(status.st_size) < size_;
  }
  void copy(std::size_t from, std::size_t size, char* to) const override {
    while (size > 0) {
      const ssize_t count = pread(fd_, to, size, static_cast<off_t>(from));
      if (count < 0 && errno == EINTR) continue;
      if (count <= 0) break;
      from += static_cast<std::size_t>(count);
      to += count;
      size -= static_cast<std::size_t>(count);
    }
    if (size == 0) return;
    std::memset(to, 0, size);
    slot_->cut_short.store(true);
  }

 private:
  int fd_;
  void* data_;
  std::size_t size_;
  Slot* slot_;
};

// Takes the descriptor where it succeeds.
std::unique_ptr<MappedFile> map(int fd, std::size_t size) {
  void* const data = mmap(nullptr, size, PROT_READ, MAP_PRIVATE, fd, 0);
  if (data == MAP_FAILED) return nullptr;
  const auto begin = reinterpret_cast<std::uintptr_t>(data);
  Slot* const slot = take_slot(begin, begin + size);
  if (slot == nullptr) {
    munmap(data, size);
    return nullptr;
  }
  install_handler();
  return std::make_unique<PosixMapping>(fd, data, size, slot);
}

}  // namespace

Result<std::unique_ptr<MappedFile>> MappedFile::open(
    const std::filesystem::path& path) {
  const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (fd < 0) return system_error(errno, "cannot open", path.string());
  struct stat status = {};
  std::unique_ptr<MappedFile> mapping;
  if (fstat(fd, &status) == 0 && S_ISREG(status.st_mode) &&
      status.st_size > 0) {
    mapping = map(fd, static_cast<std::size_t>(status.st_size));
  }
  if (mapping == nullptr) close(fd);
  return mapping;
}

}  // namespace hrscan

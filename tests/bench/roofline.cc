// What the machine can do at best: how fast it reads a file that is in the page
// cache, how fast memory and caches give bytes, how fast its clock is. No
// program that looks at every byte on one thread is faster than the first part.
//
//   build/tests/bench/roofline FILE
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <vector>

namespace {

constexpr int kRuns = 7;
constexpr std::size_t kBlock = 256 * 1024;
constexpr double kGiB = 1024.0 * 1024.0 * 1024.0;

// Keeps the compiler from leaving out what nobody looks at.
volatile std::uint64_t sink;

template <typename Work>
double median_seconds(Work work) {
  work();  // fills the caches
  std::vector<double> all;
  for (int run = 0; run < kRuns; ++run) {
    const auto start = std::chrono::steady_clock::now();
    work();
    const std::chrono::duration<double> took =
        std::chrono::steady_clock::now() - start;
    all.push_back(took.count());
  }
  std::ranges::sort(all);
  return all[all.size() / 2];
}

void print(const char* what, double bytes, double seconds) {
  std::printf("%-52s %7.1f GiB/s %8.4f s/GiB\n", what, bytes / seconds / kGiB,
              seconds / bytes * kGiB);
}

// Every byte, in eight sums so that no addition waits for another.
std::uint64_t sum(const char* bytes, std::size_t size) {
  std::uint64_t sums[8] = {};
  std::uint64_t words[8];
  for (std::size_t i = 0; i + sizeof(words) <= size; i += sizeof(words)) {
    std::memcpy(words, bytes + i, sizeof(words));
    for (int lane = 0; lane < 8; ++lane) sums[lane] += words[lane];
  }
  std::uint64_t total = 0;
  for (const std::uint64_t s : sums) total += s;
  return total;
}

// Maps the file anew, as a program does that reads it once. False if it cannot.
bool sum_mapped(int file, std::size_t size, int flags) {
  void* const map =
      mmap(nullptr, size, PROT_READ, MAP_PRIVATE | flags, file, 0);
  if (map == MAP_FAILED) return false;
  sink = sink + sum(static_cast<const char*>(map), size);
  munmap(map, size);
  return true;
}

bool read_all(int file, std::vector<char>& block, bool summed) {
  lseek(file, 0, SEEK_SET);
  for (;;) {
    const ssize_t count = read(file, block.data(), block.size());
    if (count <= 0) return count == 0;
    const auto size = static_cast<std::size_t>(count);
    if (summed) sink = sink + sum(block.data(), size);
  }
}

// Multiplications that wait for one another take three cycles each on the
// processors of today.
double estimate_gigahertz() {
  constexpr std::uint64_t kSteps = 100'000'000;
  const double seconds = median_seconds([] {
    std::uint64_t value = sink | 1;
    for (std::uint64_t i = 0; i < kSteps; ++i) value *= value;
    sink = value;
  });
  return 3.0 * kSteps / seconds / 1e9;
}

void measure_file(int file, std::size_t size) {
  const auto bytes = static_cast<double>(size);
  for (const std::size_t kib : {16u, 64u, 256u, 1024u}) {
    std::vector<char> block(kib * 1024);
    char name[64];
    std::snprintf(name, sizeof(name), "read() of the file by %zu KiB", kib);
    print(name, bytes, median_seconds([&] { read_all(file, block, false); }));
    print("  every byte looked at", bytes,
          median_seconds([&] { read_all(file, block, true); }));
  }
  print("file mapped, every byte looked at", bytes,
        median_seconds([&] { sum_mapped(file, size, 0); }));
  print("the same, mapped at one go (MAP_POPULATE)", bytes,
        median_seconds([&] { sum_mapped(file, size, MAP_POPULATE); }));
}

void measure_memory(std::size_t size) {
  const auto bytes = static_cast<double>(size);
  const std::vector<char> from(size, 'x');
  std::vector<char> to(size);
  print("memory, every byte looked at", bytes,
        median_seconds([&] { sink = sink + sum(from.data(), size); }));
  print("memory copied", bytes, median_seconds([&] {
          std::memcpy(to.data(), from.data(), size);
          sink = sink + static_cast<unsigned char>(to[size / 2]);
        }));
  // Half of it read, half written, so that it stays in the second cache.
  const auto in_cache = [&](auto work) {
    return median_seconds([&] {
      for (std::size_t i = 0; i < size; i += kBlock) work();
    });
  };
  print("256 KiB copied again and again", bytes, in_cache([&] {
          std::memcpy(to.data(), from.data(), kBlock);
          sink = sink + static_cast<unsigned char>(to[kBlock / 2]);
        }));
  print("256 KiB looked at again and again", bytes,
        in_cache([&] { sink = sink + sum(from.data(), kBlock); }));
}

}  // namespace

int main(int argc, char** argv) {
  const int file = argc == 2 ? open(argv[1], O_RDONLY) : -1;
  struct stat status {};
  if (file < 0 || fstat(file, &status) != 0 || status.st_size == 0) {
    std::fprintf(stderr, "usage: roofline FILE, of some 100 MiB and more\n");
    return 2;
  }
  const auto size = static_cast<std::size_t>(status.st_size);
  measure_file(file, size);
  measure_memory(size);
  std::printf("%-52s %7.2f GHz\n", "clock, by dependent multiplications",
              estimate_gigahertz());
  close(file);
  return 0;
}

#include "support/pack.h"

#include <archive.h>
#include <archive_entry.h>

#include <catch2/catch.hpp>

#include "platform/utf8_locale.h"

namespace hrscan::test {
namespace {

// libarchive writes to memory of a fixed size only by itself.
la_ssize_t append(::archive*, void* out, const void* data, std::size_t size) {
  static_cast<std::string*>(out)->append(static_cast<const char*>(data), size);
  return static_cast<la_ssize_t>(size);
}

void add(::archive* a, const std::string& path, std::string_view text) {
  archive_entry* const entry = archive_entry_new();
  archive_entry_set_pathname_utf8(entry, path.c_str());
  archive_entry_set_size(entry, static_cast<la_int64_t>(text.size()));
  archive_entry_set_filetype(entry, AE_IFREG);
  archive_entry_set_perm(entry, 0644);
  REQUIRE(archive_write_header(a, entry) == ARCHIVE_OK);
  REQUIRE(archive_write_data(a, text.data(), text.size()) ==
          static_cast<la_ssize_t>(text.size()));
  archive_entry_free(entry);
}

}  // namespace

std::string pack(const std::vector<PackedFile>& files, const char* format,
                 const char* filter) {
  const Utf8Locale for_names;
  std::string out;
  ::archive* const a = archive_write_new();
  REQUIRE(archive_write_set_format_by_name(a, format) == ARCHIVE_OK);
  if (std::string_view(filter) != "none") {
    REQUIRE(archive_write_add_filter_by_name(a, filter) == ARCHIVE_OK);
  }
  archive_write_set_bytes_in_last_block(a, 1);
  REQUIRE(archive_write_open2(a, &out, nullptr, append, nullptr, nullptr) ==
          ARCHIVE_OK);
  for (const PackedFile& file : files) add(a, file.path, file.text);
  REQUIRE(archive_write_close(a) == ARCHIVE_OK);
  archive_write_free(a);
  return out;
}

std::string compress(std::string_view text, const char* filter) {
  return pack({{"text", std::string(text)}}, "raw", filter);
}

}  // namespace hrscan::test

// Unpacks a gzip file and throws the text away: what zlib alone needs.
#include <zlib.h>

#include <iostream>
#include <vector>

int main(int argc, char** argv) {
  if (argc != 2) {
    std::cerr << "usage: inflate FILE\n";
    return 2;
  }
  gzFile file = gzopen(argv[1], "rb");
  if (file == nullptr) {
    std::cerr << "inflate: " << argv[1] << ": cannot be opened\n";
    return 2;
  }
  constexpr unsigned kBlock = 256 * 1024;
  gzbuffer(file, kBlock);
  std::vector<char> text(kBlock);
  unsigned long long total = 0;
  int count = 0;
  while ((count = gzread(file, text.data(), kBlock)) > 0) {
    total += static_cast<unsigned>(count);
  }
  const bool failed = count < 0 || gzclose(file) != Z_OK;
  std::cout << total << '\n';
  return failed ? 2 : 0;
}

// Libraries that turn file names into the locale's characters shall give UTF-8,
// whatever the program's locale is.
#ifndef HRSCAN_PLATFORM_UTF8_LOCALE_H_
#define HRSCAN_PLATFORM_UTF8_LOCALE_H_

namespace hrscan {

// While one lives, the calling thread's locale has UTF-8 as its characters, if
// the system has such a locale.
class Utf8Locale {
 public:
  Utf8Locale();
  ~Utf8Locale();
  Utf8Locale(const Utf8Locale&) = delete;
  Utf8Locale& operator=(const Utf8Locale&) = delete;

 private:
  void* before_;
};

}  // namespace hrscan

#endif  // HRSCAN_PLATFORM_UTF8_LOCALE_H_

// How the library reports failure: an Error says what went wrong and where,
// a Result<T> carries either a value or an Error. The library throws nothing
// across its border, prints nothing and never exits.
#ifndef HRSCAN_RESULT_H_
#define HRSCAN_RESULT_H_

#include <cstdint>
#include <string>
#include <utility>
#include <variant>

namespace hrscan {

// A failure with its place and its cause.
struct Error {
  enum class Kind : std::uint8_t {
    kUsage,        // the caller's words are wrong
    kNotFound,     // no such file, code or symbol
    kPermission,   // the system refused access
    kRead,         // reading failed part-way
    kWrite,        // writing failed
    kFormat,       // the content is not what it should be
    kChanged,      // the input changed while it was read
    kUnsupported,  // valid, but not handled
    kBinary,       // an input that is no text
  };

  Kind kind = Kind::kFormat;
  std::string message;       // what went wrong, one line, no full stop
  std::string file;          // where, empty if it has no file
  std::uint64_t line = 0;    // 1-based, 0 if unknown
  std::uint64_t column = 0;  // 1-based, 0 if unknown
  std::string cause;         // the system's or a library's own words, or empty

  // "file:line:column: message (cause)", leaving out what is not known.
  std::string to_string() const;
};

// A value or the reason why there is none. value() may only be called when
// ok(); error() only when not.
template <typename T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::move(value)) {}      // NOLINT(runtime/explicit)
  Result(Error error) : state_(std::move(error)) {}  // NOLINT(runtime/explicit)

  bool ok() const { return state_.index() == 0; }
  explicit operator bool() const { return ok(); }
  T& value() { return std::get<0>(state_); }
  const T& value() const { return std::get<0>(state_); }
  T& operator*() { return value(); }
  const T& operator*() const { return value(); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }
  const Error& error() const { return std::get<1>(state_); }

 private:
  std::variant<T, Error> state_;
};

template <>
class [[nodiscard]] Result<void> {
 public:
  Result() = default;
  Result(Error error)  // NOLINT(runtime/explicit)
      : failed_(true), error_(std::move(error)) {}

  bool ok() const { return !failed_; }
  explicit operator bool() const { return ok(); }
  const Error& error() const { return error_; }

 private:
  bool failed_ = false;
  Error error_;
};

}  // namespace hrscan

#endif  // HRSCAN_RESULT_H_

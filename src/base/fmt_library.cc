// {fmt}, compiled into the program. Debian has its library only as a shared
// one, which brings that of C++ with it: to load the two takes a third of a
// short run. See CMakeLists.txt.
#include <fmt/format-inl.h>

FMT_BEGIN_NAMESPACE
namespace detail {

// What the headers declare and leave to the library.
template FMT_API auto dragonbox::to_decimal(float x)
    -> dragonbox::decimal_fp<float>;
template FMT_API auto dragonbox::to_decimal(double x)
    -> dragonbox::decimal_fp<double>;
template FMT_API auto thousands_sep_impl(locale_ref locale)
    -> thousands_sep_result<char>;
template FMT_API auto decimal_point_impl(locale_ref locale) -> char;
template FMT_API auto locale_ref::get<std::locale>() const -> std::locale;

}  // namespace detail
FMT_END_NAMESPACE

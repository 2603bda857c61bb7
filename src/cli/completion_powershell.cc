// The script for PowerShell, 5.1 and newer: the tables of commands and options
// as objects, and a block that reads them.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "cli/completion.h"

namespace hrscan::cli {
namespace {

constexpr std::string_view kHead =
    R"(# PowerShell completion for hrscan: 'hrscan completion powershell' wrote it.
Register-ArgumentCompleter -Native -CommandName @(
  'hrscan'
  'hrscan.exe'
) -ScriptBlock {
  param($wordToComplete, $commandAst, $cursorPosition)

)";

constexpr std::string_view kTail = R"(
  # The words behind the program's name, up to the cursor; the first one is
  # empty. PowerShell's own words cut lists at their commas.
  $name = $commandAst.CommandElements[0].Extent
  $whole = $name.StartScriptPosition.GetFullScript()
  $length = [Math]::Max(0, $cursorPosition - $name.EndOffset)
  $words = @($whole.Substring($name.EndOffset, $length) -split '\s+')
  $last = $words.Count - 1
  $current = $words[$last]
  # PowerShell replaces the end of the word only, if it has cut it.
  $cut = [Math]::Max(0, $current.Length - $wordToComplete.Length)

  $offer = {
    param([string] $text, [string] $shown, [string] $help)
    if ($text.StartsWith($current, [StringComparison]::Ordinal)) {
      [System.Management.Automation.CompletionResult]::new(
        $text.Substring($cut), $shown, 'ParameterValue', $help)
    }
  }
  # Files behind a '='; elsewhere PowerShell itself offers them.
  $offerFiles = {
    param([string] $before, [string] $typed)
    $completers = [System.Management.Automation.CompletionCompleters]
    foreach ($file in $completers::CompleteFilename($typed)) {
      if ($file.CompletionText -notmatch '^[''"&]') {
        [System.Management.Automation.CompletionResult]::new(
          ($before + $file.CompletionText).Substring($cut),
          $file.ListItemText, $file.ResultType, $file.ToolTip)
      }
    }
  }

  $first = 1
  if ($last -gt 1 -and @($commands.Name) -ccontains $words[1]) {
    $command = $words[1]
    $first = 2
  }
  $own = @($options | Where-Object { $_.Of -ccontains $command })
  $find = {
    param([string] $name)
    $own | Where-Object { $_.Names -ccontains $name } | Select-Object -First 1
  }

  # What was typed before the word.
  $waiting = $null
  $argument = $null
  $ended = $false
  for ($i = $first; $i -lt $last; $i++) {
    if ($waiting) {
      $waiting = $null
    } elseif ($ended -or -not $words[$i].StartsWith('-')) {
      if (-not $argument) { $argument = $words[$i] }
    } elseif ($words[$i] -ceq '--') {
      $ended = $true
    } else {
      $waiting = & $find $words[$i]
      if ($waiting -and $waiting.Takes -ceq 'nothing') { $waiting = $null }
    }
  }

  $option = $waiting
  $before = ''
  $typed = $current
  if (-not $option -and -not $ended -and $current -cmatch '^(--[^=]+)=') {
    $before = $Matches[0]
    $typed = $current.Substring($before.Length)
    $option = & $find $Matches[1]
  }

  if ($option) {
    switch ($option.Takes) {
      'choice' {
        foreach ($name in $option.Choices) {
          & $offer ($before + $name) $name $name
        }
      }
      'list' {
        $given = $typed.Substring(0, $typed.LastIndexOf(',') + 1)
        foreach ($name in $option.Choices) {
          if (($given -split ',') -cnotcontains $name) {
            & $offer ($before + $given + $name) $name $name
          }
        }
      }
      'output' {
        $sign = $typed.IndexOf('=') + 1
        if ($sign -gt 0) {
          $before += $typed.Substring(0, $sign)
          & $offerFiles $before $typed.Substring($sign)
        } else {
          foreach ($name in $option.Choices) {
            & $offer "$before$name=" "$name=" "write $name to a file"
          }
        }
      }
      'file' {
        if ($before) { & $offerFiles $before $typed }
      }
    }
  } elseif ($current.StartsWith('-') -and -not $ended) {
    foreach ($each in $own) {
      foreach ($name in $each.Names) { & $offer $name $name $each.Help }
    }
  } elseif ($last -eq 1) {
    foreach ($each in $commands) { & $offer $each.Name $each.Name $each.Help }
  } elseif (-not $argument) {
    foreach ($each in $actions) {
      if ($each.Of -ceq $command) { & $offer $each.Name $each.Name $each.Help }
    }
  }
}
)";

std::string quoted(std::string_view text) { return in_quotes(text, "''"); }

template <typename Names>
std::string list(const Names& names) {
  std::string out;
  for (const auto& name : names) {
    if (!out.empty()) out += ", ";
    out += quoted(name);
  }
  return "@(" + out + ")";
}

std::string_view taken(const CompletedOption& option) {
  switch (option.takes) {
    case Takes::kNothing:
    case Takes::kMaybeText:
      return "nothing";
    case Takes::kText:
      return "text";
    case Takes::kChoice:
      return "choice";
    case Takes::kList:
      return "list";
    case Takes::kFile:
      return "file";
    case Takes::kFormatFile:
      break;
  }
  return "output";
}

std::string command_table() {
  std::string out = fmt::format("  $command = {}\n  $commands = @(\n",
                                quoted(kDefaultCommand));
  for (const Command& command : commands()) {
    out += fmt::format("    [pscustomobject]@{{ Name = {}; Help = {} }}\n",
                       quoted(command.name), quoted(command.summary));
  }
  return out + "  )\n";
}

std::string action_table() {
  std::string out = "  $actions = @(\n";
  for (const Command& command : commands()) {
    for (const Action& action : command.actions) {
      out += fmt::format(
          "    [pscustomobject]@{{ Of = {}; Name = {}; Help = {} }}\n",
          quoted(command.name), quoted(action.name), quoted(action.summary));
    }
  }
  return out + "  )\n";
}

std::string option_table() {
  std::string out = "  $options = @(\n";
  for (const SharedOption& shared : shared_options()) {
    out += fmt::format(
        "    [pscustomobject]@{{\n"
        "      Names = {}; Takes = '{}'; Choices = {}\n"
        "      Of = {}\n"
        "      Help = {}\n"
        "    }}\n",
        list(shared.option.names()), taken(shared.option),
        list(shared.option.choices), list(shared.commands),
        quoted(shared.option.help));
  }
  return out + "  )\n";
}

}  // namespace

std::string completion_powershell() {
  std::string out(kHead);
  out += command_table();
  out += action_table();
  out += option_table();
  out += kTail;
  return out;
}

}  // namespace hrscan::cli

# PowerShell completion for hrscan: 'hrscan completion powershell' wrote it.
Register-ArgumentCompleter -Native -CommandName @(
  'hrscan'
  'hrscan.exe'
) -ScriptBlock {
  param($wordToComplete, $commandAst, $cursorPosition)

  $command = 'summary'
  $commands = @(
    [pscustomobject]@{ Name = 'scan'; Help = 'list the status codes in logs, one line each' }
    [pscustomobject]@{ Name = 'annotate'; Help = 'write logs with every status code explained' }
    [pscustomobject]@{ Name = 'summary'; Help = 'count the status codes in logs (the default command)' }
    [pscustomobject]@{ Name = 'check'; Help = 'judge logs for a pipeline: pass, try again or fail' }
    [pscustomobject]@{ Name = 'merge'; Help = 'add up summaries' }
    [pscustomobject]@{ Name = 'compare'; Help = 'say what changed between two summaries' }
    [pscustomobject]@{ Name = 'explain'; Help = 'say all that is known about status codes' }
    [pscustomobject]@{ Name = 'rules'; Help = 'list, check, show and import rules of the catalog' }
    [pscustomobject]@{ Name = 'completion'; Help = 'print a script that completes command lines in a shell' }
  )
  $actions = @(
    [pscustomobject]@{ Of = 'rules'; Name = 'list'; Help = 'print every rule' }
    [pscustomobject]@{ Of = 'rules'; Name = 'check'; Help = 'look for faults in rules files' }
    [pscustomobject]@{ Of = 'rules'; Name = 'show'; Help = 'print the rules of a code or symbol as TOML' }
    [pscustomobject]@{ Of = 'rules'; Name = 'import'; Help = 'make a rules file of C headers and .mc files' }
    [pscustomobject]@{ Of = 'completion'; Name = 'bash'; Help = 'print the script for bash' }
    [pscustomobject]@{ Of = 'completion'; Name = 'zsh'; Help = 'print the script for zsh' }
    [pscustomobject]@{ Of = 'completion'; Name = 'fish'; Help = 'print the script for fish' }
    [pscustomobject]@{ Of = 'completion'; Name = 'powershell'; Help = 'print the script for PowerShell' }
  )
  $options = @(
    [pscustomobject]@{
      Names = @('--format', '-f'); Takes = 'choice'; Choices = @('text', 'jsonl', 'csv')
      Of = @('scan')
      Help = 'what to write (default: text)'
    }
    [pscustomobject]@{
      Names = @('--format', '-f'); Takes = 'choice'; Choices = @('table', 'json', 'csv', 'markdown', 'prometheus', 'html')
      Of = @('summary')
      Help = 'what to write (default: table)'
    }
    [pscustomobject]@{
      Names = @('--format', '-f'); Takes = 'choice'; Choices = @('text', 'github', 'azure', 'teamcity', 'gitlab', 'sarif', 'junit', 'markdown')
      Of = @('check')
      Help = 'what to write (default: text)'
    }
    [pscustomobject]@{
      Names = @('--format', '-f'); Takes = 'choice'; Choices = @('json', 'table', 'csv', 'markdown', 'prometheus', 'html')
      Of = @('merge')
      Help = 'what to write (default: json)'
    }
    [pscustomobject]@{
      Names = @('--format', '-f'); Takes = 'choice'; Choices = @('table', 'json', 'markdown')
      Of = @('compare')
      Help = 'what to write (default: table)'
    }
    [pscustomobject]@{
      Names = @('--format', '-f'); Takes = 'choice'; Choices = @('text', 'json')
      Of = @('explain')
      Help = 'what to write (default: text)'
    }
    [pscustomobject]@{
      Names = @('--format', '-f'); Takes = 'choice'; Choices = @('table', 'csv')
      Of = @('rules')
      Help = 'what to write (default: table)'
    }
    [pscustomobject]@{
      Names = @('--context', '-C'); Takes = 'text'; Choices = @()
      Of = @('scan')
      Help = 'show N lines of the log before and behind each finding (text only)'
    }
    [pscustomobject]@{
      Names = @('--by'); Takes = 'list'; Choices = @('code', 'facility', 'component', 'retry', 'file', 'day', 'hour', 'minute')
      Of = @('summary', 'merge')
      Help = 'group by code, facility, component, retry, file, day, hour or minute; several are nested'
    }
    [pscustomobject]@{
      Names = @('--sort'); Takes = 'choice'; Choices = @('count', 'incidents', 'files', 'code', 'name', 'retry', 'first', 'last')
      Of = @('summary', 'merge')
      Help = 'sort by count, incidents, files, code, name, retry, first or last (default: count)'
    }
    [pscustomobject]@{
      Names = @('--top', '-n'); Takes = 'text'; Choices = @()
      Of = @('summary', 'merge')
      Help = 'show the first N rows only (JSON always has all codes)'
    }
    [pscustomobject]@{
      Names = @('--min-count'); Takes = 'text'; Choices = @()
      Of = @('summary', 'merge')
      Help = 'leave out rows with less than N findings (JSON always has all codes)'
    }
    [pscustomobject]@{
      Names = @('--strip'); Takes = 'nothing'; Choices = @()
      Of = @('annotate')
      Help = 'remove notes instead of writing them'
    }
    [pscustomobject]@{
      Names = @('--style'); Takes = 'choice'; Choices = @('inline', 'trailing', 'below')
      Of = @('annotate')
      Help = 'where notes stand: inline (default), trailing or below; that is behind the code, at the end of the line, or in a line of their own'
    }
    [pscustomobject]@{
      Names = @('--template'); Takes = 'text'; Choices = @()
      Of = @('annotate')
      Help = 'the words of a note, with fields {symbol}, {description}, {retry}, {code}, {facility} and {advice}'
    }
    [pscustomobject]@{
      Names = @('--max-width'); Takes = 'text'; Choices = @()
      Of = @('annotate')
      Help = 'cut descriptions to N characters, at a word (default: 0, not at all)'
    }
    [pscustomobject]@{
      Names = @('--once'); Takes = 'nothing'; Choices = @()
      Of = @('annotate')
      Help = 'explain a code only where a file has it first'
    }
    [pscustomobject]@{
      Names = @('--only-findings'); Takes = 'nothing'; Choices = @()
      Of = @('annotate')
      Help = 'write only lines with findings'
    }
    [pscustomobject]@{
      Names = @('--follow'); Takes = 'nothing'; Choices = @()
      Of = @('scan', 'annotate')
      Help = 'go on with what is appended to the file, and with the file that takes its name when it is rotated, until Ctrl-C'
    }
    [pscustomobject]@{
      Names = @('--in-place', '-i'); Takes = 'nothing'; Choices = @()
      Of = @('annotate')
      Help = 'change the files instead of writing to standard output'
    }
    [pscustomobject]@{
      Names = @('--backup'); Takes = 'nothing'; Choices = @()
      Of = @('annotate')
      Help = 'with -i: keep the old file under its name with SUFFIX (default: ~)'
    }
    [pscustomobject]@{
      Names = @('--dry-run'); Takes = 'nothing'; Choices = @()
      Of = @('annotate')
      Help = 'with -i: change nothing, show what would change as a unified diff'
    }
    [pscustomobject]@{
      Names = @('--break-links'); Takes = 'nothing'; Choices = @()
      Of = @('annotate')
      Help = 'with -i: change a file that has other hard links; those keep the old content'
    }
    [pscustomobject]@{
      Names = @('--component'); Takes = 'text'; Choices = @()
      Of = @('rules')
      Help = 'list only rules of components whose name contains NAME (repeatable); import for the component NAME'
    }
    [pscustomobject]@{
      Names = @('--counts'); Takes = 'nothing'; Choices = @()
      Of = @('rules')
      Help = 'list how many names, descriptions and advices each component has, and what its retry likelihoods rest on'
    }
    [pscustomobject]@{
      Names = @('--as'); Takes = 'choice'; Choices = @('hresult', 'ntstatus', 'win32', 'other')
      Of = @('rules')
      Help = 'import all numbers, and take those without a cast for codes of kind hresult, ntstatus, win32 or other'
    }
    [pscustomobject]@{
      Names = @('--output', '-o'); Takes = 'output'; Choices = @('table', 'json', 'csv', 'markdown', 'prometheus', 'html')
      Of = @('summary')
      Help = 'write to FILE, in FORMAT if it is given (repeatable)'
    }
    [pscustomobject]@{
      Names = @('--output', '-o'); Takes = 'output'; Choices = @('text', 'github', 'azure', 'teamcity', 'gitlab', 'sarif', 'junit', 'markdown')
      Of = @('check')
      Help = 'write to FILE, in FORMAT if it is given (repeatable)'
    }
    [pscustomobject]@{
      Names = @('--output', '-o'); Takes = 'output'; Choices = @('json', 'table', 'csv', 'markdown', 'prometheus', 'html')
      Of = @('merge')
      Help = 'write to FILE, in FORMAT if it is given (repeatable)'
    }
    [pscustomobject]@{
      Names = @('--output', '-o'); Takes = 'output'; Choices = @('table', 'json', 'markdown')
      Of = @('compare')
      Help = 'write to FILE, in FORMAT if it is given (repeatable)'
    }
    [pscustomobject]@{
      Names = @('--output', '-o'); Takes = 'file'; Choices = @()
      Of = @('rules')
      Help = 'write to FILE instead of to standard output'
    }
    [pscustomobject]@{
      Names = @('--fail-on'); Takes = 'list'; Choices = @('likely', 'possible', 'after-action', 'unlikely', 'success', 'unknown')
      Of = @('check')
      Help = 'fail on codes whose retry is likely, possible, after-action, unlikely, success or unknown (default: all but success)'
    }
    [pscustomobject]@{
      Names = @('--allow'); Takes = 'text'; Choices = @()
      Of = @('check')
      Help = 'codes that do not fail: numbers, symbols, or digits and a wildcard such as 0x8024*'
    }
    [pscustomobject]@{
      Names = @('--allow-file'); Takes = 'file'; Choices = @()
      Of = @('check')
      Help = 'the same from FILE, lines of CODE, a date or ''never'', and a reason (repeatable)'
    }
    [pscustomobject]@{
      Names = @('--baseline'); Takes = 'file'; Choices = @()
      Of = @('check')
      Help = 'fail only on what is new or more often than in FILE, an earlier ''summary --format json'''
    }
    [pscustomobject]@{
      Names = @('--max-count'); Takes = 'text'; Choices = @()
      Of = @('check')
      Help = 'tolerate up to N findings that would fail, all codes together'
    }
    [pscustomobject]@{
      Names = @('--ignore-line'); Takes = 'text'; Choices = @()
      Of = @('check')
      Help = 'pass over lines that match REGEX, an RE2 pattern (repeatable)'
    }
    [pscustomobject]@{
      Names = @('--require-context'); Takes = 'nothing'; Choices = @()
      Of = @('check')
      Help = 'pass over codes that no status word introduces'
    }
    [pscustomobject]@{
      Names = @('--code', '-c'); Takes = 'text'; Choices = @()
      Of = @('scan', 'annotate', 'summary', 'check')
      Help = 'only these codes: numbers or symbols, such as 0x80070005,E_FAIL'
    }
    [pscustomobject]@{
      Names = @('--retry'); Takes = 'list'; Choices = @('likely', 'possible', 'after-action', 'unlikely', 'success', 'unknown')
      Of = @('scan', 'annotate', 'summary', 'check')
      Help = 'only codes whose retry is likely, possible, after-action, unlikely, success or unknown'
    }
    [pscustomobject]@{
      Names = @('--facility'); Takes = 'text'; Choices = @()
      Of = @('scan', 'annotate', 'summary', 'check')
      Help = 'only HRESULTs of these facilities: numbers or names, with or without FACILITY_'
    }
    [pscustomobject]@{
      Names = @('--kind'); Takes = 'list'; Choices = @('hresult', 'ntstatus', 'win32', 'other')
      Of = @('scan', 'annotate', 'summary', 'check')
      Help = 'only codes of kind hresult, ntstatus, win32 or other'
    }
    [pscustomobject]@{
      Names = @('--forms'); Takes = 'list'; Choices = @('hex', 'hex-short', 'hex-bare', 'decimal')
      Of = @('scan', 'annotate', 'summary', 'check')
      Help = 'only codes written as hex, hex-short, hex-bare or decimal'
    }
    [pscustomobject]@{
      Names = @('--include'); Takes = 'text'; Choices = @()
      Of = @('scan', 'annotate', 'summary', 'check')
      Help = 'in directories and archives, read only files that match GLOB (repeatable)'
    }
    [pscustomobject]@{
      Names = @('--exclude'); Takes = 'text'; Choices = @()
      Of = @('scan', 'annotate', 'summary', 'check')
      Help = 'in directories and archives, leave out files that match GLOB (repeatable)'
    }
    [pscustomobject]@{
      Names = @('--no-recurse'); Takes = 'nothing'; Choices = @()
      Of = @('scan', 'annotate', 'summary', 'check')
      Help = 'do not enter directories in directories'
    }
    [pscustomobject]@{
      Names = @('--max-decompressed'); Takes = 'text'; Choices = @()
      Of = @('scan', 'annotate', 'summary', 'check')
      Help = 'read no more than BYTES out of one archive or compressed file (default 64G; suffixes K, M, G, T)'
    }
    [pscustomobject]@{
      Names = @('--encoding'); Takes = 'choice'; Choices = @('auto', 'utf-8', 'utf-16le', 'utf-16be', 'latin-1')
      Of = @('scan', 'annotate', 'summary', 'check')
      Help = 'in which encoding logs are written: auto (default), utf-8, utf-16le, utf-16be or latin-1'
    }
    [pscustomobject]@{
      Names = @('--engine'); Takes = 'choice'; Choices = @('auto', 're2')
      Of = @('scan', 'annotate', 'summary', 'check')
      Help = 'how to search: auto (default) or re2; re2 is the slower reference, with the same findings'
    }
    [pscustomobject]@{
      Names = @('--threads', '-j'); Takes = 'text'; Choices = @()
      Of = @('scan', 'annotate', 'summary', 'check')
      Help = 'use N threads (default: one per processor)'
    }
    [pscustomobject]@{
      Names = @('--progress'); Takes = 'choice'; Choices = @('auto', 'always', 'never')
      Of = @('scan', 'annotate', 'summary', 'check')
      Help = 'show a progress bar: auto (default), always or never'
    }
    [pscustomobject]@{
      Names = @('--stats'); Takes = 'nothing'; Choices = @()
      Of = @('scan', 'annotate', 'summary', 'check')
      Help = 'say at the end how much was read, how fast and with how much memory'
    }
    [pscustomobject]@{
      Names = @('--rules', '-r'); Takes = 'file'; Choices = @()
      Of = @('scan', 'annotate', 'summary', 'check', 'merge', 'compare', 'explain', 'rules')
      Help = 'add rules from FILE, or built-in ones by builtin:NAME (repeatable; later ones win)'
    }
    [pscustomobject]@{
      Names = @('--no-builtin-rules'); Takes = 'nothing'; Choices = @()
      Of = @('scan', 'annotate', 'summary', 'check', 'merge', 'compare', 'explain', 'rules')
      Help = 'forget the built-in rules'
    }
    [pscustomobject]@{
      Names = @('--color'); Takes = 'choice'; Choices = @('auto', 'always', 'never')
      Of = @('scan', 'annotate', 'summary', 'check', 'merge', 'compare', 'explain', 'rules', 'completion')
      Help = 'use colours: auto (default), always or never; NO_COLOR is honoured'
    }
    [pscustomobject]@{
      Names = @('--log-level'); Takes = 'choice'; Choices = @('debug', 'info', 'warning', 'error', 'off')
      Of = @('scan', 'annotate', 'summary', 'check', 'merge', 'compare', 'explain', 'rules', 'completion')
      Help = 'show messages from LEVEL on: debug, info (default), warning, error or off'
    }
    [pscustomobject]@{
      Names = @('--config'); Takes = 'file'; Choices = @()
      Of = @('scan', 'annotate', 'summary', 'check', 'merge', 'compare', 'explain', 'rules', 'completion')
      Help = 'read options from FILE, lines of ''option = value'' (default: the file that HRSCAN_CONFIG names)'
    }
    [pscustomobject]@{
      Names = @('--help', '-h'); Takes = 'nothing'; Choices = @()
      Of = @('scan', 'annotate', 'summary', 'check', 'merge', 'compare', 'explain', 'rules', 'completion')
      Help = 'show this help'
    }
    [pscustomobject]@{
      Names = @('--version', '-V'); Takes = 'nothing'; Choices = @()
      Of = @('scan', 'annotate', 'summary', 'check', 'merge', 'compare', 'explain', 'rules', 'completion')
      Help = 'show version and catalog'
    }
  )

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

# One line of Markdown for each fault; several runs of one fault are summed up, of times the worst is kept: the largest, or the least where a
# target begins with >.
BEGIN { FS = "\t" }
{
  title = $1
  done[title] = $2
  runs[title]++
  if ($12 == "passed") passed[title]++
  if ($3 != "") loaded[title] = 1
  for (field = 3; field <= 9; field++) sum[title, field] += $field
  if ($10 + 0 > gap[title] + 0) gap[title] = $10
  count = split($11, measures, ";")
  for (number = 1; number <= count; number++) {
    split(measures[number], part, "|")
    key = title SUBSEP part[1]
    if (!(key in worst)) {
      order[title, ++names[title]] = part[1]
      worst[key] = part[2]
    }
    least = substr(part[3], 1, 1) == ">"
    if (least ? part[2] + 0 < worst[key] + 0 : part[2] + 0 > worst[key] + 0) worst[key] = part[2]
    limit[key] = part[3]
  }
}
END {
  for (title in runs) {
    seen = "–"
    if (title in loaded) {
      seen = sprintf("%d requests, %d GETs failed, %d writes acknowledged, %d lost, %d log-ins", sum[title, 3], sum[title, 4], sum[title, 7], sum[title, 8], sum[title, 9])
      if (sum[title, 5]) seen = seen sprintf(", %d writes failed", sum[title, 5])
      if (sum[title, 6]) seen = seen sprintf(", %d refused", sum[title, 6])
    }
    measured = runs[title] > 1 ? sprintf("%d repetitions, worst: ", runs[title]) : ""
    for (number = 1; number <= names[title]; number++) {
      name = order[title, number]
      key = title SUBSEP name
      text = limit[key] == "" ? (worst[key] ? "**not so:** " : "") name : sprintf("%s %s (%s)", name, worst[key], limit[key])
      measured = measured (number > 1 ? "; " : "") text
    }
    result = passed[title] + 0 == runs[title] ? "passed" : "failed"
    if (runs[title] > 1) result = sprintf("%d of %d passed", passed[title], runs[title])
    printf "| %s | %s | %s | %s | %s | %s |\n", title, done[title], seen, (title in loaded) ? gap[title] : "–", measured, result
  }
}

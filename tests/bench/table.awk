# table.awk: the samples as one table of medians.
#
# In: lines `name round value`.  A ratio is the median of the rounds' own ratios: what
# else the machine does changes from round to round, and hits all of one round.

{
	value[$1, $2] = $3
	if ($2 > rounds)
		rounds = $2
}

END {
	print_head()
	print_rate("read a statement, 100 highlights", "read", 0.75)
	print_rate("PUT a highlight with one tag", "put", 0.7)
	print_export()
	print_memory("a worker's private memory", "memory", "< 16")
	print_memory("its growth in an export", "growth", "< 16")
	print ""
	print_latency("read", "latency of reads")
	print_latency("put", "latency of PUTs")
}

function print_head() {
	printf "%-34s %12s %12s %12s %12s %6s  %-8s\n", "", "Postil", "pgbench",
		"bare FastCGI", "limit L", "ratio", "aim"
}

function print_rate(title, name, aim,    i, sum, limits, ratios) {
	for (i = 1; i <= rounds; i++) {
		sum = 1 / value[name ".pgbench", i] + 1 / value[name ".bare", i]
		limits[i] = 1 / sum
		ratios[i] = value[name, i] / limits[i]
	}
	printf "%-34s %10.0f/s %10.0f/s %10.0f/s %10.0f/s %6.2f  >= %-5s %s\n", title,
		median_of(name), median_of(name ".pgbench"), median_of(name ".bare"),
		median(limits), median(ratios), aim, verdict(median(ratios) >= aim)
}

# Its limit is the same rows in a C loop.
function print_export(    i, ratios) {
	for (i = 1; i <= rounds; i++)
		ratios[i] = value["export", i] / value["export.rows", i]
	printf "%-34s %7.0f MB/s %12s %12s %7.0f MB/s %6.2f  >= %-5s %s\n",
		"export everything as JSON", median_of("export"), "", "",
		median_of("export.rows"), median(ratios), 0.7,
		verdict(median(ratios) >= 0.7)
}

# KiB in, MiB out: the worst worker, not the median.
function print_memory(title, name, aim,    most, i) {
	for (i = 1; i <= rounds; i++)
		if ((name, i) in value && value[name, i] / 1024 > most)
			most = value[name, i] / 1024
	printf "%-34s %8.1f MiB %46s  %-8s %s\n", title, most, "", aim,
		verdict(most < 16)
}

function print_latency(name, title) {
	printf "%-34s p50 %.1f ms, p99 %.1f ms\n", title, median_of(name ".p50") / 1000,
		median_of(name ".p99") / 1000
}

function verdict(met) { return met ? "met" : "missed" }

function median_of(name,    i, list) {
	for (i = 1; i <= rounds; i++)
		list[i] = value[name, i]
	return median(list)
}

function median(list,    i, j, n, sorted, held) {
	for (i = 1; i <= rounds; i++) {
		held = list[i]
		for (j = i - 1; j > 0 && sorted[j] > held; j--)
			sorted[j + 1] = sorted[j]
		sorted[j + 1] = held
	}
	n = int((rounds + 1) / 2)
	return rounds % 2 ? sorted[n] : (sorted[n] + sorted[n + 1]) / 2
}

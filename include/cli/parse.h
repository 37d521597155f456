/*
 * parse.h: reads a command line by the table of commands.
 *
 * Options and operands may stand in any order; `--name VALUE` and `--name=VALUE` are
 * the same; what follows `--` is an operand.  Every command takes --config and --help.
 */
#ifndef CLI_PARSE_H
#define CLI_PARSE_H

#include "cli/command.h"

extern const struct option_row options_of_all[];

/* The command whose name the words begin with, and how many of them it took; or NULL. */
const struct command *parse_command(char **words, int count, int *taken);

/*
 * Fills operands and given of cli, whose command is set, with the words behind the
 * name.  0, or EXIT_USAGE after saying why.
 */
int parse_words(struct cli *, char **words, int count);

#endif

/*
 * help.h: help texts, written from the table of commands.
 */
#ifndef CLI_HELP_H
#define CLI_HELP_H

#include <stdio.h>

#include "cli/command.h"

void help_program(FILE *);
void help_command(FILE *, const struct command *);

#endif

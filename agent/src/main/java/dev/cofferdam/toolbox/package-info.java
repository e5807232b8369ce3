/**
 * The tools a planner may call: one thin adapter each, over a workbench and the files of the repository. Arguments are checked
 * here, results are fenced, redacted and bounded here, and facts get their ids here; what a tool knows is decided elsewhere.
 * Nothing here writes to the repository or a database. {@code cli}, {@code review}, {@code mcp} and evals may import it; it
 * imports {@code loop}, {@code prompt} and tools.
 */
@NullMarked
package dev.cofferdam.toolbox;

import org.jspecify.annotations.NullMarked;

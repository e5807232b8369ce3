/** Tests of verdicts and approvals. */
@NullMarked
package dev.cofferdam.validate;

import org.jspecify.annotations.NullMarked;

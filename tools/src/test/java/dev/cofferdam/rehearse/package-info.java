/** The dry run, held against schemas that a playbook cannot take along. */
@NullMarked
package dev.cofferdam.rehearse;

import org.jspecify.annotations.NullMarked;

/**
 * A second column beside the first, kept equal until the first can go: {@code TwinPhases} are its phases, {@code Passage} the steps, {@code Parity} the gates and
 * constraints that come along, {@code Dependents} what hangs on the old column. Imports {@code parts}.
 */
@NullMarked
package dev.cofferdam.playbook.twins;

import org.jspecify.annotations.NullMarked;

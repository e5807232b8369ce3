/**
 * A table demands more of its rows: {@code DemandPlaybook} drafts for any {@code Demand}, of which there are {@code NotNullDemand}, {@code
 * CheckDemand}, {@code ForeignKeyDemand} and {@code UniqueDemand} with its {@code Duplicates}. Imports {@code parts}.
 */
@NullMarked
package dev.cofferdam.playbook.demands;

import org.jspecify.annotations.NullMarked;

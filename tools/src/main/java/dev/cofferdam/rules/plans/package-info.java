/**
 * Rules about a plan as a whole: its phases and their order, its sync, its ways back, its gates, and whether it does what was asked. Helpers of one
 * rule stand beside it. Imports {@code facts, info}.
 */
@NullMarked
package dev.cofferdam.rules.plans;

import org.jspecify.annotations.NullMarked;

/**
 * The database asks less of rows from contract on: {@code EasingPlaybook} for every {@code Easing}. Code that would stumble over such rows goes first.
 * What takes a demand back is that demand, read backwards: {@code UndoneDemand}. Imports {@code parts} and {@code demands}.
 */
@NullMarked
package dev.cofferdam.playbook.easings;

import org.jspecify.annotations.NullMarked;

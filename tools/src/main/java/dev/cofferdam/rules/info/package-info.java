/**
 * What a rule is before it looks at anything: {@code RuleInfo}, of which findings are made, and the spelling of names and closed choices in
 * messages. Imports no other room of {@code rules}.
 */
@NullMarked
package dev.cofferdam.rules.info;

import org.jspecify.annotations.NullMarked;

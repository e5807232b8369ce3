/**
 * What an expression is, as far as the sources tell: {@code ExpressionTypes} is asked, {@code DeclaredTypes}, {@code TypeMembers} and {@code
 * LibraryCalls} answer, {@code Repositories} knows the interfaces whose code a framework writes. Imports {@code java} and what it imports.
 */
@NullMarked
package dev.cofferdam.scan.types;

import org.jspecify.annotations.NullMarked;

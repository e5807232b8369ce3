/**
 * Text cut into words, signs and elements, without a thought of what they mean: {@code Tokens} of any text, {@code JavaTokens} of Java,
 * {@code XmlNode} of XML, and {@code WordSet}, which says quickly what a file does not mention. Imports no other room of {@code scan}.
 */
@NullMarked
package dev.cofferdam.scan.words;

import org.jspecify.annotations.NullMarked;

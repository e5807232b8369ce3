/**
 * What the statement rules found, for everybody who may want to read it: a terminal ({@code CheckText}), programs ({@code CheckJson}), code
 * scanning ({@code CheckSarif}), a pull request's changed lines ({@code CheckAnnotations}) and test reports ({@code CheckJunit}).
 * May import {@code domain} and {@code report}.
 */
@NullMarked
package dev.cofferdam.report.check;

import org.jspecify.annotations.NullMarked;

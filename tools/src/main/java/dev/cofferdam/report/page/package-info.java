/**
 * A plan as one page for a browser, with nothing to load ({@code PlanHtml}): the parts of its Markdown page, and between them what is better
 * drawn than told, each by a class of its own ({@code TimeLine}, {@code LockChart}, {@code MatrixGrid}, {@code EstimateChart}).
 * May import {@code domain} and {@code report}.
 */
@NullMarked
package dev.cofferdam.report.page;

import org.jspecify.annotations.NullMarked;

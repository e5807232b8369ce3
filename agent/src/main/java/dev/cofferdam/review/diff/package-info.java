/**
 * What a change of a repository consists of: two trees laid out in folders, and which files and lines differ. Runs git, and nothing of the
 * repository: no hook, no filter, no attribute of a tree has a say. The rest of {@code review} and {@code cli} may import it; it imports
 * {@code domain}.
 */
@NullMarked
package dev.cofferdam.review.diff;

import org.jspecify.annotations.NullMarked;

package dev.cofferdam.scan.java;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Function;

/** Which of several things of one name is meant in a file: the one that shares most folders with it, as a module sees its own first. */
public final class Nearest {

    private Nearest() {}

    /**
     * The nearest one; of those equally near the first.
     *
     * @param pathOf where each of them is declared
     * @param path of the file that names it
     */
    public static <T> Optional<T> of(Collection<T> found, Function<T, String> pathOf, String path) {
        // The first of equals stays: max() would take the last.
        return found.size() < 2
                ? found.stream().findFirst()
                : found.stream().min(Comparator.comparingInt(each -> -sharedFolders(pathOf.apply(each), path)));
    }

    private static int sharedFolders(String path, String other) {
        if (path.equals(other)) {
            return Integer.MAX_VALUE;
        }
        int shared = 0;
        for (int i = 0; i < Math.min(path.length(), other.length()) && path.charAt(i) == other.charAt(i); i++) {
            if (path.charAt(i) == '/') {
                shared++;
            }
        }
        return shared;
    }
}

package dev.cofferdam.scan.files;

import dev.cofferdam.domain.Digest;

/** Short names for long ones. */
public final class Identity {
    private Identity() {}

    /** Twelve hexadecimal digits that another text does not have. */
    public static String of(String content) {
        return Digest.whole(content).substring(0, 12);
    }
}

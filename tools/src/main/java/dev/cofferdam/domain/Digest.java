package dev.cofferdam.domain;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Short hashes by which content is recognised. */
public final class Digest {
    private static final int SHORT = 16;

    private Digest() {}

    /** The first sixteen hexadecimal digits of the text's SHA-256. */
    public static String of(String text) {
        return whole(text).substring(0, SHORT);
    }

    /** All 64 hexadecimal digits of the text's SHA-256. */
    public static String whole(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}

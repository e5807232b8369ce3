package dev.cofferdam.scan.files;

import dev.cofferdam.scan.files.SourceFile.State;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** How a file's bytes become text: UTF-16 by its mark, else UTF-8, else ISO-8859-1, which takes every byte. */
final class TextBytes {

    /** Bytes in which one that is zero tells a binary file. */
    private static final int LOOKED_AT = 8000;

    /** What people write; a zero byte in one is an accident or UTF-16 without its mark. */
    private static final Set<String> SOURCES = Set.of(
            "java",
            "kt",
            "kts",
            "groovy",
            "scala",
            "sql",
            "xml",
            "yml",
            "yaml",
            "json",
            "properties",
            "py",
            "js",
            "ts");

    private TextBytes() {}

    /** What kind of text it is: {@link State#TEXT}, or which way it strays from that. */
    static State kind(byte[] bytes, String path) {
        if (isUtf16(bytes)) {
            return State.UTF_16;
        }
        if (hasZero(bytes)) {
            boolean source = SOURCES.contains(path.substring(path.lastIndexOf('.') + 1));
            return source ? State.WITH_ZEROS : State.NO_TEXT;
        }
        return isUtf8(bytes) ? State.TEXT : State.OTHER_ENCODING;
    }

    /** The text without a byte order mark, and without zeros. */
    static String decode(byte[] bytes) {
        String text = new String(bytes, charset(bytes));
        String marked = text.startsWith("\uFEFF") ? text.substring(1) : text;
        return marked.indexOf('\0') < 0 ? marked : marked.replace("\0", "");
    }

    private static Charset charset(byte[] bytes) {
        if (isUtf16(bytes)) {
            return StandardCharsets.UTF_16;
        }
        return isUtf8(bytes) ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1;
    }

    private static boolean isUtf16(byte[] bytes) {
        return bytes.length >= 2
                && (bytes[0] == (byte) 0xFE && bytes[1] == (byte) 0xFF
                        || bytes[0] == (byte) 0xFF && bytes[1] == (byte) 0xFE);
    }

    private static boolean hasZero(byte[] bytes) {
        for (int i = 0; i < Math.min(bytes.length, LOOKED_AT); i++) {
            if (bytes[i] == 0) {
                return true;
            }
        }
        return false;
    }

    private static boolean isUtf8(byte[] bytes) {
        for (byte each : bytes) {
            if (each < 0) {
                return isDecoded(bytes);
            }
        }
        return true;
    }

    private static boolean isDecoded(byte[] bytes) {
        try {
            StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}

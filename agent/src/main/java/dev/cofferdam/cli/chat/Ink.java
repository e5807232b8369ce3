package dev.cofferdam.cli.chat;

/** Colours where they are welcome (ECMA-48 SGR), and the bare words where not. */
public record Ink(boolean colour) {
    static final String RESET = "\u001b[0m";

    String bold(String words) {
        return in("1", words);
    }

    String dim(String words) {
        return in("2", words);
    }

    String italic(String words) {
        return in("3", words);
    }

    String red(String words) {
        return in("31", words);
    }

    String green(String words) {
        return in("32", words);
    }

    String yellow(String words) {
        return in("33", words);
    }

    String blue(String words) {
        return in("34", words);
    }

    String magenta(String words) {
        return in("35", words);
    }

    String cyan(String words) {
        return in("36", words);
    }

    private String in(String code, String words) {
        return colour && !words.isEmpty() ? "\u001b[" + code + "m" + words + RESET : words;
    }
}

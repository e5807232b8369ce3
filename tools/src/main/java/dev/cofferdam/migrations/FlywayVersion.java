package dev.cofferdam.migrations;

import java.math.BigInteger;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A version as Flyway orders it: numeric parts between dots or underscores; zeros at the end do not count. */
record FlywayVersion(List<BigInteger> parts) implements Comparable<FlywayVersion> {
    private static final Pattern SYNTAX = Pattern.compile("\\d+([._]\\d+)*");

    static boolean isVersion(String text) {
        return SYNTAX.matcher(text).matches();
    }

    static FlywayVersion parse(String text) {
        List<BigInteger> parts =
                Stream.of(text.split("[._]")).map(BigInteger::new).toList();
        int end = parts.size();
        while (end > 1 && parts.get(end - 1).signum() == 0) {
            end--;
        }
        return new FlywayVersion(parts.subList(0, end));
    }

    @Override
    public int compareTo(FlywayVersion other) {
        int common = Math.min(parts.size(), other.parts.size());
        for (int i = 0; i < common; i++) {
            int byPart = parts.get(i).compareTo(other.parts.get(i));
            if (byPart != 0) {
                return byPart;
            }
        }
        return Integer.compare(parts.size(), other.parts.size());
    }
}

package dev.cofferdam.report;

import dev.cofferdam.domain.AppVersion;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Numbers, durations and lists as people read them. */
public final class Words {
    private static final Pattern BLANKS = Pattern.compile("[\\s\\x{85}\\x{2028}\\x{2029}]+");
    private static final Pattern CONTROLS = Pattern.compile("[\\p{Cc}\\x{202a}-\\x{202e}\\x{2066}-\\x{2069}\\x{feff}]");
    private static final long[] UNIT_SECONDS = {86_400, 3_600, 60, 1};
    private static final String[] UNITS = {"day", "hour", "minute", "second"};

    private Words() {}

    /** {@code 1 usage}, {@code 1,200 usages}. */
    public static String count(long number, String one) {
        return count(number, one, one + "s");
    }

    /** The same with a plural of its own: {@code 2 indexes}. */
    public static String count(long number, String one, String many) {
        return number(number) + " " + (number == 1 ? one : many);
    }

    /** {@code 1,200}. */
    public static String number(long number) {
        // By hand: a format reads the numbers' locale first, which takes longer than all the rest of a short report.
        StringBuilder digits = new StringBuilder(Long.toString(number));
        int first = number < 0 ? 1 : 0;
        for (int at = digits.length() - 3; at > first; at -= 3) {
            digits.insert(at, ',');
        }
        return digits.toString();
    }

    /** The two largest units: {@code 2 days 4 hours}. */
    public static String span(Duration span) {
        if (span.isZero()) {
            return "at once";
        }
        if (span.toSeconds() == 0) {
            return span.toMillis() + " ms";
        }
        List<String> parts = new ArrayList<>();
        long rest = span.toSeconds();
        for (int unit = 0; unit < UNITS.length && parts.size() < 2; unit++) {
            long count = rest / UNIT_SECONDS[unit];
            rest %= UNIT_SECONDS[unit];
            if (count > 0) {
                parts.add(count(count, UNITS[unit]));
            } else if (!parts.isEmpty()) {
                break;
            }
        }
        return String.join(" ", parts);
    }

    /** Decimal units, as disks are sold: {@code 310 MB}. */
    public static String bytes(long bytes) {
        String[] units = {"B", "kB", "MB", "GB", "TB"};
        double value = bytes;
        int unit = 0;
        while (value >= 1000 && unit < units.length - 1) {
            value /= 1000;
            unit++;
        }
        String format = unit == 0 || value >= 10 ? "%.0f %s" : "%.1f %s";
        return String.format(Locale.ENGLISH, format, value, units[unit]);
    }

    static String date(Instant at) {
        return DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm 'UTC'", Locale.ENGLISH)
                .withZone(ZoneOffset.UTC)
                .format(at);
    }

    /** {@code a, b and c}. */
    static String and(List<String> words) {
        if (words.size() < 2) {
            return String.join("", words);
        }
        int last = words.size() - 1;
        return String.join(", ", words.subList(0, last)) + " and " + words.get(last);
    }

    /** {@code clinic v0 and v1, report v0}: each consumer once. */
    public static String versions(Stream<AppVersion> versions) {
        Map<String, TreeSet<AppVersion>> byConsumer = new TreeMap<>();
        versions.forEach(version -> byConsumer
                .computeIfAbsent(version.consumer(), name -> new TreeSet<>())
                .add(version));
        return byConsumer.entrySet().stream()
                .map(entry -> entry.getKey() + " "
                        + and(entry.getValue().stream().map(AppVersion::label).toList()))
                .collect(Collectors.joining(", "));
    }

    /** The same text with a capital letter at its start. */
    public static String capital(String text) {
        return text.isEmpty() ? text : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    /** A whole sentence, whether or not its author closed it. */
    static String sentence(String text) {
        String line = capital(oneLine(text));
        return line.isEmpty() || line.matches(".*[.!?]") ? line : line + ".";
    }

    /** {@code NEW_WINS} reads {@code new wins}. */
    public static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /**
     * Text of others in one line. Line ends become blanks; control characters, which could steer a terminal, and marks that turn
     * the direction of writing, which could make code look like other code, are dropped.
     */
    public static String oneLine(String text) {
        if (isPlain(text)) {
            return text.strip();
        }
        return CONTROLS.matcher(BLANKS.matcher(text).replaceAll(" "))
                .replaceAll("")
                .strip();
    }

    /** Most texts are one line of ASCII already; a report of thousands takes half the time when they are not searched. */
    private static boolean isPlain(String text) {
        char before = 'x';
        for (int i = 0; i < text.length(); i++) {
            char each = text.charAt(i);
            if (each < ' ' || each > '~' || each == ' ' && before == ' ') {
                return false;
            }
            before = each;
        }
        return true;
    }
}

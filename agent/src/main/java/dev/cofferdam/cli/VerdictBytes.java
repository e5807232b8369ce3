package dev.cofferdam.cli;

import dev.cofferdam.domain.Finding;
import dev.cofferdam.domain.Hazard;
import dev.cofferdam.domain.Place;
import dev.cofferdam.domain.RuleClass;
import dev.cofferdam.domain.SafeForm;
import dev.cofferdam.domain.Severity;
import dev.cofferdam.domain.StatementFinding;
import dev.cofferdam.domain.Undecided;
import dev.cofferdam.rules.statements.UnitVerdict;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.zip.CRC32;

/**
 * Verdicts as bytes: a sum over all the rest, every text once, then numbers alone. Read by the version of this program that wrote them and by no
 * other, which their keys see to.
 */
final class VerdictBytes {
    private static final int MAGIC = 0xC0FFE4DA;
    private static final int HEAD = 3 * Integer.BYTES;

    private VerdictBytes() {}

    static byte[] of(Map<String, UnitVerdict> verdicts) {
        Writer writer = new Writer();
        writer.number(verdicts.size());
        new TreeMap<>(verdicts).forEach((key, verdict) -> {
            writer.text(key);
            writer.verdict(verdict);
        });
        return writer.bytes();
    }

    /** Nothing when the bytes are not whole. */
    static Map<String, UnitVerdict> read(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        if (bytes.length < HEAD || buffer.getInt() != MAGIC || buffer.getInt() != sum(bytes)) {
            return Map.of();
        }
        Reader reader = new Reader(buffer);
        Map<String, UnitVerdict> verdicts = new HashMap<>();
        for (int left = reader.number(); left > 0; left--) {
            verdicts.put(reader.text(), reader.verdict());
        }
        return verdicts;
    }

    private static int sum(byte[] bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes, 2 * Integer.BYTES, bytes.length - 2 * Integer.BYTES);
        return (int) crc.getValue();
    }

    private static final class Writer {
        private final Map<String, Integer> texts = new HashMap<>();
        private final List<byte[]> encoded = new ArrayList<>();
        private final List<Integer> numbers = new ArrayList<>();

        void number(int number) {
            numbers.add(number);
        }

        void text(String text) {
            Integer known = texts.get(text);
            if (known == null) {
                known = encoded.size();
                texts.put(text, known);
                encoded.add(text.getBytes(StandardCharsets.UTF_8));
            }
            number(known);
        }

        void verdict(UnitVerdict verdict) {
            number(verdict.runs() ? 1 : 0);
            number(verdict.statements());
            number(verdict.silenced());
            number(verdict.suppressions().size());
            verdict.suppressions().stream().sorted().forEach(this::number);
            number(verdict.findings().size());
            verdict.findings().forEach(this::finding);
            number(verdict.undecided().size());
            for (Undecided open : verdict.undecided()) {
                place(open.place());
                text(open.what());
                text(open.why());
            }
        }

        private void finding(StatementFinding found) {
            Finding finding = found.finding();
            text(finding.id());
            text(finding.rule());
            text(finding.severity().name());
            text(finding.hazard().name());
            text(finding.where());
            text(finding.what());
            text(finding.remedy());
            text(found.ruleClass().name());
            place(found.place());
            number(found.column());
            text(found.statement());
            number(found.safeForm().map(form -> form.statements().size()).orElse(0));
            found.safeForm().ifPresent(form -> {
                number(form.outsideTransaction() ? 1 : 0);
                form.statements().forEach(this::text);
            });
        }

        private void place(Place place) {
            text(place.file());
            number(place.line());
            text(place.className().orElse(""));
            text(place.member().orElse(""));
        }

        byte[] bytes() {
            int length = HEAD + numbers.size() * Integer.BYTES;
            for (byte[] text : encoded) {
                length += Integer.BYTES + text.length;
            }
            ByteBuffer buffer = ByteBuffer.allocate(length);
            buffer.putInt(MAGIC).putInt(0).putInt(encoded.size());
            encoded.forEach(text -> buffer.putInt(text.length).put(text));
            numbers.forEach(buffer::putInt);
            return buffer.putInt(Integer.BYTES, sum(buffer.array())).array();
        }
    }

    private static final class Reader {

        private final ByteBuffer buffer;
        private final List<String> texts;

        Reader(ByteBuffer buffer) {
            this.buffer = buffer;
            this.texts = new ArrayList<>();
            for (int left = buffer.getInt(); left > 0; left--) {
                int length = buffer.getInt();
                byte[] text = new byte[length];
                buffer.get(text);
                texts.add(new String(text, StandardCharsets.UTF_8));
            }
        }

        int number() {
            return buffer.getInt();
        }

        String text() {
            return texts.get(number());
        }

        private <T> List<T> list(int size, Supplier<T> next) {
            List<T> all = new ArrayList<>(size);
            for (int i = 0; i < size; i++) {
                all.add(next.get());
            }
            return all;
        }

        UnitVerdict verdict() {
            boolean runs = number() == 1;
            int statements = number();
            int silenced = number();
            List<Integer> suppressions = list(number(), this::number);
            List<StatementFinding> findings = list(number(), this::finding);
            List<Undecided> undecided = list(number(), () -> new Undecided(place(), text(), text()));
            return new UnitVerdict(findings, undecided, runs, statements, silenced, Set.copyOf(suppressions));
        }

        private StatementFinding finding() {
            Finding finding = new Finding(
                    text(), text(), Severity.valueOf(text()), Hazard.valueOf(text()), text(), text(), text());
            RuleClass ruleClass = RuleClass.valueOf(text());
            Place place = place();
            int column = number();
            String statement = text();
            int safe = number();
            Optional<SafeForm> form = safe == 0 ? Optional.empty() : Optional.of(safeForm(safe));
            return new StatementFinding(finding, ruleClass, place, column, statement, form);
        }

        private SafeForm safeForm(int size) {
            boolean outside = number() == 1;
            return new SafeForm(list(size, this::text), outside);
        }

        private Place place() {
            String file = text();
            int line = number();
            return new Place(file, line, present(text()), present(text()));
        }

        private static Optional<String> present(String text) {
            return text.isEmpty() ? Optional.empty() : Optional.of(text);
        }
    }
}

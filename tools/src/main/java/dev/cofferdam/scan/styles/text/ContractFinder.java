package dev.cofferdam.scan.styles.text;

import dev.cofferdam.domain.Access;
import dev.cofferdam.domain.Confidence;
import dev.cofferdam.domain.Style;
import dev.cofferdam.scan.files.SourceFile;
import dev.cofferdam.scan.hits.Hit;
import dev.cofferdam.scan.hits.Hit.Spot;
import dev.cofferdam.scan.hits.Scan;
import dev.cofferdam.scan.hits.StyleFinder;
import dev.cofferdam.scan.words.Tokens;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Contracts that show the column to the outside by its name: GraphQL types, protocol buffer messages, records of Avro, and schemas of OpenAPI, when the
 * type bears the entity's or the table's name. Exposure, not access: no statement follows from them.
 */
public final class ContractFinder implements StyleFinder {

    private static final Pattern BRACED =
            Pattern.compile("\\b(?:extend\\s+)?(?:type|input|interface|message|record)\\s+(\\w+)[^{}\\n]*\\{");
    private static final Pattern KEYED =
            Pattern.compile("(?m)^([ \\t]*)[\"']?(\\w+)[\"']?[ \\t]*:[ \\t]*\\{?[ \\t\\r]*$");

    private final Scan scan;
    private final Set<String> owners = new LinkedHashSet<>();
    private final Set<String> names = new LinkedHashSet<>();
    private final Set<String> read = new LinkedHashSet<>();

    public ContractFinder(Scan scan) {
        this.scan = scan;
        scan.tableWords().forEach(word -> owners.add(bare(word)));
        names.addAll(Tokens.formsOf(scan.column().column()));
        scan.entities()
                .mappings(scan.column())
                .forEach(each -> names.add(each.property().name()));
    }

    /** {@code owners}, {@code Owner}, {@code OwnerDto} and {@code OwnerInput} are about the same thing. */
    private static String bare(String name) {
        String plain = name.replace("_", "").toLowerCase(Locale.ROOT);
        return plain.replaceAll("(dto|input|response|request|fields|type)$", "").replaceAll("s$", "");
    }

    @Override
    public Set<String> files() {
        return read;
    }

    @Override
    public void find() {
        scan.tree().files().forEach(scan.fenced(this, file -> {
            if (file.mentionsAny(names)) {
                switch (file.extension()) {
                    case "graphqls", "graphql", "gql", "proto", "avdl" -> findBraced(file);
                    case "avsc", "avpr" -> findAvro(file);
                    case "yml", "yaml", "json" -> {
                        if (file.mentions("openapi") || file.mentions("swagger")) {
                            findKeyed(file);
                        }
                    }
                    default -> {}
                }
            }
        }));
    }

    private void findBraced(SourceFile file) {
        String text = file.text();
        Matcher matcher = BRACED.matcher(text);
        for (int at = 0; at < text.length() && matcher.find(at); ) {
            at = matcher.end();
            if (owners.contains(bare(matcher.group(1)))) {
                int end = text.indexOf("\n}", matcher.end());
                int until = end < 0 ? text.length() : end;
                at = until;
                names.forEach(name -> field(
                        file,
                        matcher.group(1),
                        matcher.end(),
                        text.substring(matcher.end(), until),
                        Pattern.compile("(?m)^(?![ \\t]*(?:#|//))[^#\\n]*?(?<![\\w$\"])(" + Pattern.quote(name)
                                + ")(?=\\s*(?:\\([^)]*\\)\\s*)?:|\\s*=\\s*\\d"
                                + (file.extension().equals("avdl") ? "|\\s*[;=]" : "") + ")")));
            }
        }
    }

    /** {@code {"type": "record", "name": "Owner", "fields": [{"name": "telephone", ..}]}} (Avro specification, "Complex Types"). */
    private void findAvro(SourceFile file) {
        String text = file.text();
        Matcher matcher = Pattern.compile(
                        "\"name\"\\s*:\\s*\"(?:[\\w.]+\\.)?(\\w+)\"[^\\[\\]{}]*\"fields\"\\s*:\\s*\\[")
                .matcher(text);
        while (matcher.find()) {
            if (owners.contains(bare(matcher.group(1)))) {
                int depth = 1;
                int until = matcher.end();
                while (until < text.length() && depth > 0) {
                    depth += text.charAt(until) == '[' ? 1 : text.charAt(until) == ']' ? -1 : 0;
                    until++;
                }
                String fields = text.substring(matcher.end(), until);
                names.forEach(name -> field(
                        file,
                        matcher.group(1),
                        matcher.end(),
                        fields,
                        Pattern.compile("\"name\"\\s*:\\s*\"(" + Pattern.quote(name) + ")\"")));
            }
        }
    }

    private void findKeyed(SourceFile file) {
        String text = file.text();
        Matcher matcher = KEYED.matcher(text);
        for (int at = 0; at < text.length() && matcher.find(at); ) {
            at = Math.max(at + 1, matcher.end());
            if (owners.contains(bare(matcher.group(2)))) {
                // The block goes on as long as lines are further in.
                Matcher end = Pattern.compile(
                                "(?m)^[ \\t]{0," + matcher.group(1).length() + "}\\S")
                        .matcher(text);
                int until = end.find(matcher.end()) ? end.start() : text.length();
                at = until;
                names.forEach(name -> field(
                        file,
                        matcher.group(2),
                        matcher.end(),
                        text.substring(matcher.end(), until),
                        // A property holds more keys; a key with words behind it is the contract's own, such as
                        // `description`.
                        Pattern.compile(
                                "(?m)^[ \\t]*[\"']?(" + Pattern.quote(name) + ")[\"']?[ \\t]*:[ \\t]*(?:\\{|\\r?$)")));
            }
        }
    }

    private void field(SourceFile file, String owner, int offset, String block, Pattern pattern) {
        Matcher matcher = pattern.matcher(block);
        if (matcher.find()) {
            read.add(file.path());
            scan.add(new Hit(
                    Spot.of(file, file.lineAt(offset + matcher.start(1))),
                    Access.EXPOSURE,
                    Style.API_NAME,
                    Confidence.LIKELY,
                    matcher.group(1),
                    "`" + owner + "` of a contract shows a field of this name to the outside",
                    Optional.empty(),
                    file.columnAt(offset + matcher.start(1))));
        }
    }
}

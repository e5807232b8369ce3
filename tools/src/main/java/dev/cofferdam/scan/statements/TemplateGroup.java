package dev.cofferdam.scan.statements;

import dev.cofferdam.scan.files.SourceFile;
import dev.cofferdam.scan.files.SourceTree;
import dev.cofferdam.scan.strings.FoldedText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A StringTemplate group file, expanded as far as SQL goes: templates call others with texts, a file overrides what it imports, and
 * conditions are taken as met. What comes from the program is a placeholder.
 */
public final class TemplateGroup {

    private static final Pattern TEMPLATE = Pattern.compile(
            "(?m)^\\s*(\\w+)\\s*\\(([^)]*)\\)\\s*::=\\s*(?:<<(.*?)>>|<%(.*?)%>|\"([^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+)\")",
            Pattern.DOTALL);
    private static final Pattern IMPORT = Pattern.compile("(?m)^\\s*import\\s+\"([^\"]+)\"");
    private static final Pattern EXPRESSION = Pattern.compile("(?<!\\\\)<([^<>]*(?:<[^<>]*>[^<>]*)*)>");
    private static final Pattern CALL = Pattern.compile("(\\w+)\\s*\\((.*)\\)", Pattern.DOTALL);
    private static final int DEEPEST = 16;

    private final SourceFile file;
    private final Optional<TemplateGroup> imported;
    private final Map<String, Template> templates = new LinkedHashMap<>();

    /**
     * A template.
     *
     * @param offset of its body in its file
     */
    public record Template(SourceFile file, List<String> parameters, String body, int offset) {}

    /** The text of a template and those that it was put together from. */
    public record Expanded(String text, List<Template> parts) {}

    private TemplateGroup(SourceFile file, Optional<TemplateGroup> imported) {
        this.file = file;
        this.imported = imported;
    }

    /** Reads a file of string templates. */
    public static TemplateGroup read(SourceFile file, SourceTree tree) {
        return read(file, tree, 0);
    }

    private static TemplateGroup read(SourceFile file, SourceTree tree, int depth) {
        String text = file.text();
        Matcher matcher = IMPORT.matcher(text);
        Optional<TemplateGroup> parent = matcher.find() && depth < DEEPEST
                ? tree.files().stream()
                        .filter(each -> each.path().endsWith("/" + matcher.group(1)))
                        .findFirst()
                        .map(each -> read(each, tree, depth + 1))
                : Optional.empty();
        TemplateGroup group = new TemplateGroup(file, parent);
        Matcher template = TEMPLATE.matcher(text);
        while (template.find()) {
            int body = template.start(3) >= 0 ? 3 : template.start(4) >= 0 ? 4 : 5;
            List<String> parameters = new ArrayList<>();
            for (String each : template.group(2).split(",")) {
                parameters.add(each.replaceAll("=.*", "").strip());
            }
            group.templates.put(
                    template.group(1), new Template(file, parameters, template.group(body), template.start(body)));
        }
        return group;
    }

    public SourceFile file() {
        return file;
    }

    /** Whether a file of the group holds the word. */
    public boolean mentions(String word) {
        return file.mentions(word)
                || imported.filter(each -> each.mentions(word)).isPresent();
    }

    public Map<String, Template> templates() {
        return templates;
    }

    Optional<Template> find(String name) {
        Template own = templates.get(name);
        return own != null ? Optional.of(own) : imported.flatMap(each -> each.find(name));
    }

    /** A template as it would be sent, when the group or one it imports has it. */
    public Optional<Expanded> expand(String name) {
        return find(name).map(template -> {
            List<Template> parts = new ArrayList<>();
            String text = expand(template, Map.of(), parts, 0);
            return new Expanded(text.replace("\\<", "<").replace("\\>", ">"), parts);
        });
    }

    private String expand(Template template, Map<String, String> bound, List<Template> parts, int depth) {
        parts.add(template);
        if (depth > DEEPEST) {
            return "";
        }
        Matcher matcher = EXPRESSION.matcher(template.body());
        return matcher.replaceAll(
                each -> Matcher.quoteReplacement(evaluate(each.group(1).strip(), bound, parts, depth)));
    }

    private String evaluate(String expression, Map<String, String> bound, List<Template> parts, int depth) {
        if (expression.matches("(?s)(if\\s*\\(.*|else.*|endif|!.*)")) {
            return " ";
        }
        Matcher call = CALL.matcher(expression);
        if (call.matches() && find(call.group(1)).isPresent()) {
            Template called = find(call.group(1)).get();
            String[] arguments = call.group(2).split(",");
            Map<String, String> inner = new HashMap<>();
            for (int i = 0; i < called.parameters().size(); i++) {
                String argument = i < arguments.length ? arguments[i].strip() : "";
                inner.put(called.parameters().get(i), argument(argument, bound));
            }
            return expand(called, inner, parts, depth + 1);
        }
        return bound.getOrDefault(expression, FoldedText.HOLE);
    }

    private static String argument(String written, Map<String, String> bound) {
        String bare = written.replaceAll("^\\(+|\\)+$", "").replaceAll("^\\w+\\s*=\\s*", "");
        return bare.startsWith("\"") ? bare.replaceAll("^\"|\"$", "") : bound.getOrDefault(bare, "");
    }
}

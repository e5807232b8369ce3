package dev.cofferdam.migrations;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.StringReader;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads one settings file into flat keys, by profile. The base profile has an empty name. */
final class SettingsFile {
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final Pattern PROFILE_KEY = Pattern.compile("%([\\w-]+)\\.(.+)");
    private static final Pattern TOML_SECTION = Pattern.compile("\\[\\s*([\\w.\"-]+)\\s*]");
    private static final Pattern TOML_ENTRY =
            Pattern.compile("(?m)^\\s*(?:(\\[[^\\]=]+])|([\\w.-]+)\\s*=\\s*(\\[[^\\]]*]|\"[^\"]*\"|'[^']*'|[^\\s#]+))");

    private SettingsFile() {}

    /** Entries by profile. A file that cannot be read as what its name says has no entries: it is not ours to judge. */
    static Map<String, Map<String, String>> read(String file, String text) {
        Map<String, Map<String, String>> byProfile = new LinkedHashMap<>();
        if (file.endsWith(".yml") || file.endsWith(".yaml")) {
            readYaml(text, byProfile);
        } else if (file.endsWith(".toml")) {
            readToml(text, byProfile);
        } else {
            readProperties(text, byProfile);
        }
        return byProfile;
    }

    private static void readProperties(String text, Map<String, Map<String, String>> byProfile) {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(text));
        } catch (IOException | IllegalArgumentException e) {
            return;
        }
        for (String key : properties.stringPropertyNames().stream().sorted().toList()) {
            put(byProfile, "", key, properties.getProperty(key));
        }
    }

    /** Quarkus writes the profile into the key: {@code %prod.quarkus.flyway.locations}. */
    private static void put(Map<String, Map<String, String>> byProfile, String profile, String key, String value) {
        Matcher inKey = PROFILE_KEY.matcher(key);
        boolean matches = inKey.matches();
        byProfile
                .computeIfAbsent(matches ? inKey.group(1) : profile, name -> new LinkedHashMap<>())
                .put(matches ? inKey.group(2) : key, value);
    }

    private static void readYaml(String text, Map<String, Map<String, String>> byProfile) {
        try (MappingIterator<JsonNode> documents =
                YAML.readerFor(JsonNode.class).readValues(text)) {
            while (documents.hasNextValue()) {
                Map<String, String> flat = new LinkedHashMap<>();
                flatten("", documents.nextValue(), flat);
                String profile = flat.getOrDefault(
                        "spring.config.activate.on-profile", flat.getOrDefault("spring.profiles", ""));
                flat.forEach((key, value) -> put(byProfile, profile, key, value));
            }
        } catch (IOException e) {
            // Helm and Jinja templates carry a .yml name; what was read before the first broken document stays.
            return;
        }
    }

    private static void flatten(String prefix, @Nullable JsonNode node, Map<String, String> flat) {
        if (node == null || node.isNull() || node.isMissingNode()) {
            return;
        }
        if (node.isObject()) {
            node.properties()
                    .forEach(entry -> flatten(
                            prefix.isEmpty() ? entry.getKey() : prefix + "." + entry.getKey(), entry.getValue(), flat));
        } else if (node.isArray()) {
            StringBuilder joined = new StringBuilder();
            node.forEach(element -> joined.append(joined.isEmpty() ? "" : ",").append(element.asText()));
            flat.put(prefix, joined.toString());
        } else {
            flat.put(prefix, node.asText());
        }
    }

    /** The little of TOML that flyway.toml uses: sections, texts and lists of texts. */
    private static void readToml(String text, Map<String, Map<String, String>> byProfile) {
        String section = "";
        Matcher entry = TOML_ENTRY.matcher(text);
        while (entry.find()) {
            if (entry.group(1) != null) {
                Matcher name = TOML_SECTION.matcher(entry.group(1));
                section = name.matches() ? name.group(1).replace("\"", "") + "." : "";
            } else {
                String value = entry.group(3).replaceAll("^\\[|]$", "").replaceAll("[\"']", "");
                put(byProfile, "", section + entry.group(2), value.strip());
            }
        }
    }
}

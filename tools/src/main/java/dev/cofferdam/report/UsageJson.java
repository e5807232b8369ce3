package dev.cofferdam.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cofferdam.domain.Place;
import dev.cofferdam.domain.Undecided;
import dev.cofferdam.domain.Usage;
import java.util.List;
import java.util.Map;

/** A list of usages for programs: an object with {@code usages}, {@code undecided} and {@code notes}. */
public final class UsageJson {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private UsageJson() {}

    /**
     * Words are the constants' names in lower case; what a place does not have is left out.
     *
     * @param folded further places that an undecided one stands for
     */
    public static String of(
            List<Usage> usages, List<Undecided> undecided, Map<Undecided, List<Place>> folded, List<String> notes) {
        ObjectNode all = MAPPER.createObjectNode();
        ArrayNode list = all.putArray("usages");
        usages.forEach(usage -> list.add(of(usage)));
        ArrayNode open = all.putArray("undecided");
        undecided.forEach(one -> {
            ObjectNode node = open.addObject();
            place(node, one.place());
            node.put("what", one.what());
            node.put("why", one.why());
            ArrayNode also = node.putArray("also");
            folded.getOrDefault(one, List.of()).forEach(each -> place(also.addObject(), each));
        });
        ArrayNode words = all.putArray("notes");
        notes.forEach(words::add);
        try {
            return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(all) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of text can always be written", e);
        }
    }

    private static ObjectNode of(Usage usage) {
        ObjectNode node = MAPPER.createObjectNode();
        node.put("id", usage.id());
        node.put("table", usage.column().table().toString());
        node.put("column", usage.column().column());
        node.put("access", Words.of(usage.access()).replace(' ', '-'));
        node.put("style", usage.style().words());
        node.put("confidence", Words.of(usage.confidence()));
        place(node, usage.place());
        node.put("evidence", usage.evidence());
        node.put("reason", usage.reason());
        ArrayNode entryPoints = node.putArray("entryPoints");
        usage.entryPoints().forEach(path -> entryPoints.add(path.toString()));
        return node;
    }

    private static void place(ObjectNode node, Place place) {
        node.put("file", place.file());
        node.put("line", place.line());
        place.className().ifPresent(name -> node.put("class", name));
        place.member().ifPresent(name -> node.put("method", name));
    }
}

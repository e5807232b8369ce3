package dev.cofferdam.scan.words;

import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * An element of an XML file with the place of its tag. Document types are skipped, so nothing outside the file is ever fetched; what an
 * entity stands for is the caller's to say, and its elements have the place of the reference.
 */
public final class XmlNode {

    private static final int DEEPEST = 200;

    private final String source;
    private final String name;
    private final int start;
    private final int end;
    private final Map<String, String> attributes;
    private final List<XmlNode> children = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();

    private XmlNode(String source, String name, int start, int end, Map<String, String> attributes) {
        this.source = source;
        this.name = name;
        this.start = start;
        this.end = end;
        this.attributes = attributes;
    }

    /** The root element; nothing when the text is no XML. */
    public static Optional<XmlNode> read(String text) {
        return read(text, entity -> Optional.empty());
    }

    /**
     * Likewise, with the text of external entities.
     *
     * @param entities the text of a system identifier, such as {@code classpath://app/common.hbm}
     */
    public static Optional<XmlNode> read(String text, Function<String, Optional<String>> entities) {
        XMLInputFactory factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        try {
            return read(text, factory.createXMLStreamReader(new StringReader(text)), entities);
        } catch (XMLStreamException e) {
            return Optional.empty();
        }
    }

    private static Optional<XmlNode> read(String text, XMLStreamReader in, Function<String, Optional<String>> entities)
            throws XMLStreamException {
        Deque<XmlNode> open = new ArrayDeque<>();
        XmlTags tags = new XmlTags(text);
        Optional<XmlNode> root = Optional.empty();
        while (in.hasNext() && open.size() < DEEPEST) {
            int event = in.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                tags.next();
                XmlNode node = node(text, in, tags);
                if (open.peek() != null) {
                    open.element().children.add(node);
                } else {
                    root = Optional.of(node);
                }
                open.push(node);
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                open.pop();
            } else if ((event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA)
                    && open.peek() != null) {
                open.element().text.append(in.getText());
            } else if (event == XMLStreamConstants.ENTITY_REFERENCE && open.peek() != null) {
                included(text, in.getLocalName(), entities).forEach(open.element().children::add);
            }
        }
        return open.size() < DEEPEST ? root : Optional.empty();
    }

    /** Elements of the file that an entity of the document type stands for, each at the place of the reference. */
    private static List<XmlNode> included(String text, String name, Function<String, Optional<String>> entities) {
        Matcher declared = Pattern.compile("<!ENTITY\\s+" + Pattern.quote(name) + "\\s+SYSTEM\\s+[\"']([^\"']+)[\"']")
                .matcher(text);
        int at = text.indexOf("&" + name + ";");
        return !declared.find() || at < 0
                ? List.of()
                : entities.apply(declared.group(1))
                        .flatMap(content ->
                                read("<included>" + content.replaceFirst("<\\?xml[^>]*>", "") + "</included>"))
                        .map(root -> root.children.stream()
                                .map(each -> each.movedTo(text, at))
                                .toList())
                        .orElse(List.of());
    }

    private XmlNode movedTo(String otherSource, int at) {
        XmlNode moved = new XmlNode(otherSource, name, at, at, attributes);
        children.forEach(child -> moved.children.add(child.movedTo(otherSource, at)));
        moved.text.append(text);
        return moved;
    }

    private static XmlNode node(String text, XMLStreamReader in, XmlTags tags) {
        Map<String, String> attributes = new LinkedHashMap<>();
        for (int i = 0; i < in.getAttributeCount(); i++) {
            attributes.put(in.getAttributeLocalName(i), in.getAttributeValue(i));
        }
        return new XmlNode(text, in.getLocalName(), tags.start(), tags.end(), attributes);
    }

    public String name() {
        return name;
    }

    public List<XmlNode> children() {
        return children;
    }

    /** Children of a name. */
    public Stream<XmlNode> children(String child) {
        return children.stream().filter(each -> each.name.equals(child));
    }

    /** Children of one of the names. */
    public Stream<XmlNode> children(Set<String> names) {
        return children.stream().filter(each -> names.contains(each.name));
    }

    /** The element and all below it. */
    public Stream<XmlNode> all() {
        return Stream.concat(Stream.of(this), children.stream().flatMap(XmlNode::all));
    }

    /** An attribute; blank counts as absent. */
    public Optional<String> value(String attribute) {
        return Optional.ofNullable(attributes.get(attribute)).filter(each -> !each.isBlank());
    }

    Map<String, String> attributes() {
        return attributes;
    }

    /** Whether an attribute has the value. */
    public boolean says(String attribute, String value) {
        return value.equals(attributes.get(attribute));
    }

    /** The element's own text; of a child of this name where formats write either. */
    public String text() {
        return text.toString();
    }

    /**
     * What an attribute or the element itself says.
     *
     * @param text as it is meant, without entities
     * @param from where it stands in the file
     */
    public record Value(String text, int from, int to) {}

    /** All that the element's tag and its own text say. */
    public List<Value> values() {
        List<Value> values = new ArrayList<>();
        String tag = source.substring(start, end);
        attributes.forEach((key, value) -> {
            Matcher quoted = Pattern.compile("[\\s:]" + Pattern.quote(key) + "\\s*=\\s*(\"[^\"]*\"|'[^']*')")
                    .matcher(tag);
            boolean found = quoted.find();
            values.add(new Value(value, start + (found ? quoted.start(1) : 0), found ? start + quoted.end(1) : end));
        });
        int close = source.indexOf("</", end);
        values.add(new Value(text(), end, close < 0 ? source.length() : close));
        return values;
    }

    /** The line that it begins in. */
    public int line() {
        return lineAt(start);
    }

    /** The line of a word in the element's tag or in the text right behind it, else the tag's. */
    public int lineOf(String word) {
        int next = source.indexOf('<', end);
        String near = source.substring(start, next < 0 ? source.length() : next);
        return lineAt(start + Tokens.find(near, word).orElse(0));
    }

    private int lineAt(int offset) {
        int line = 1;
        for (int at = source.indexOf('\n'); at >= 0 && at < offset; at = source.indexOf('\n', at + 1)) {
            line++;
        }
        return line;
    }
}

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
import java.util.stream.Stream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** An element of an XML file with the place of its tag. Document types are skipped, so nothing outside the file is ever fetched. */
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
        XMLInputFactory factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try {
            return read(text, factory.createXMLStreamReader(new StringReader(text)));
        } catch (XMLStreamException e) {
            return Optional.empty();
        }
    }

    private static Optional<XmlNode> read(String text, XMLStreamReader in) throws XMLStreamException {
        Deque<XmlNode> open = new ArrayDeque<>();
        Optional<XmlNode> root = Optional.empty();
        while (in.hasNext() && open.size() < DEEPEST) {
            int event = in.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                XmlNode node = node(text, in);
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
            }
        }
        return root;
    }

    private static XmlNode node(String text, XMLStreamReader in) {
        Map<String, String> attributes = new LinkedHashMap<>();
        for (int i = 0; i < in.getAttributeCount(); i++) {
            attributes.put(in.getAttributeLocalName(i), in.getAttributeValue(i));
        }
        // The reader stands behind the tag; no attribute holds a "<", so the tag begins at the last one before.
        int end = Math.min(text.length(), Math.max(0, in.getLocation().getCharacterOffset()));
        return new XmlNode(text, in.getLocalName(), Math.max(0, text.lastIndexOf('<', end - 1)), end, attributes);
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
        return 1
                + (int) source.substring(0, offset)
                        .chars()
                        .filter(c -> c == '\n')
                        .count();
    }
}

package dev.cofferdam.migrations.liquibase;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParser;
import javax.xml.parsers.SAXParserFactory;
import org.jspecify.annotations.Nullable;
import org.xml.sax.Attributes;
import org.xml.sax.InputSource;
import org.xml.sax.Locator;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.ext.DefaultHandler2;

/** Reads an XML changelog. Document types are refused, so nothing outside the text is ever fetched. */
final class XmlChangelog extends DefaultHandler2 {
    private static final int DEEPEST = 100;

    private final String text;
    private final List<Integer> lineStarts = new ArrayList<>();
    private final Deque<Open> open = new ArrayDeque<>();
    private @Nullable Locator locator;
    private @Nullable ChangelogNode root;

    private XmlChangelog(String text) {
        this.text = text;
        lineStarts.add(0);
        for (int i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) {
            lineStarts.add(i + 1);
        }
    }

    static ChangelogNode read(String text) throws BrokenChangelog {
        XmlChangelog handler = new XmlChangelog(text);
        try {
            SAXParser parser = parser();
            parser.setProperty("http://xml.org/sax/properties/lexical-handler", handler);
            parser.parse(new InputSource(new StringReader(text)), handler);
        } catch (SAXParseException e) {
            throw new BrokenChangelog(e.getLineNumber(), problem(e));
        } catch (SAXException | IOException | ParserConfigurationException e) {
            throw new BrokenChangelog(handler.line(), String.valueOf(e.getMessage()));
        }
        if (handler.root == null) {
            throw new BrokenChangelog(1, "there is no element in it");
        }
        return handler.root;
    }

    private static SAXParser parser() throws ParserConfigurationException, SAXException {
        SAXParserFactory factory = SAXParserFactory.newInstance();
        factory.setNamespaceAware(true);
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        factory.setFeature("http://xml.org/sax/features/external-general-entities", false);
        factory.setFeature("http://xml.org/sax/features/external-parameter-entities", false);
        return factory.newSAXParser();
    }

    private static String problem(SAXParseException e) {
        String message = String.valueOf(e.getMessage());
        return message.startsWith("DOCTYPE")
                ? "it has a document type (DTD), which is not read: it could name files outside the repository"
                : message;
    }

    @Override
    public void setDocumentLocator(Locator given) {
        locator = given;
    }

    @Override
    public void startElement(String uri, String localName, String qName, Attributes attributes) throws SAXException {
        if (open.size() >= DEEPEST) {
            throw new SAXException("elements are nested deeper than " + DEEPEST);
        }
        Open element = new Open(localName, startOf(qName), line());
        for (int i = 0; i < attributes.getLength(); i++) {
            element.values.put(
                    attributes.getLocalName(i), new ChangelogNode.Value(attributes.getValue(i), element.line));
        }
        open.push(element);
    }

    @Override
    public void endElement(String uri, String localName, String qName) {
        Open element = open.pop();
        ChangelogNode node = element.node();
        Open parent = open.peek();
        if (parent == null) {
            root = node;
        } else {
            parent.children.add(node);
            // The parent's own text goes on after the child: keep its lines where they are in the file.
            parent.text.append("\n".repeat(Math.max(0, line() - element.line)));
        }
    }

    @Override
    public void characters(char[] chars, int start, int length) {
        Open element = open.peek();
        if (element != null) {
            element.text.append(chars, start, length);
        }
    }

    @Override
    public void comment(char[] chars, int start, int length) {
        Open element = open.peek();
        if (element != null) {
            new String(chars, start, length).chars().filter(c -> c == '\n').forEach(c -> element.text.append('\n'));
        }
    }

    private int line() {
        return locator == null ? 1 : locator.getLineNumber();
    }

    /** The parser tells where a tag ends; no attribute holds a {@code <}, so the tag begins at the last one before. */
    private int startOf(String qName) {
        if (locator == null || locator.getLineNumber() > lineStarts.size()) {
            return line();
        }
        int end = Math.min(
                text.length(),
                lineStarts.get(locator.getLineNumber() - 1) + Math.max(0, locator.getColumnNumber() - 1));
        int start = text.lastIndexOf("<" + qName, end);
        return start < 0
                ? line()
                : line()
                        - (int) text.substring(start, end)
                                .chars()
                                .filter(c -> c == '\n')
                                .count();
    }

    private static final class Open {
        private final String name;
        private final int line;
        private final int textLine;
        private final Map<String, ChangelogNode.Value> values = new LinkedHashMap<>();
        private final List<ChangelogNode> children = new ArrayList<>();
        private final StringBuilder text = new StringBuilder();

        Open(String name, int line, int textLine) {
            this.name = name;
            this.line = line;
            this.textLine = textLine;
        }

        ChangelogNode node() {
            Optional<ChangelogNode.Value> own = text.toString().isBlank()
                    ? Optional.empty()
                    : Optional.of(new ChangelogNode.Value(text.toString(), textLine));
            return new ChangelogNode(name, line, values, children, own);
        }
    }
}

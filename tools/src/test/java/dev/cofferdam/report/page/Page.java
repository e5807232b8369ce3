package dev.cofferdam.report.page;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** A page as a browser sees it. What is written so that XML readers take it too is sound HTML in every browser. */
final class Page {
    private final Document document;

    private Page(Document document) {
        this.document = document;
    }

    /** @throws AssertionError when tags are not balanced or a text was not escaped */
    static Page of(String html) {
        try {
            return new Page(DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(html))));
        } catch (SAXException | IOException | ParserConfigurationException e) {
            throw new AssertionError("the page is not well-formed: " + e.getMessage(), e);
        }
    }

    List<Element> all(String tag) {
        return all(tag, element -> true);
    }

    List<Element> all(String tag, Predicate<Element> wanted) {
        List<Element> found = new ArrayList<>();
        collect(document.getDocumentElement(), tag, found);
        return found.stream().filter(wanted).toList();
    }

    List<Element> ofClass(String tag, String style) {
        return all(tag, element -> List.of(element.getAttribute("class").split(" ", -1))
                .contains(style));
    }

    private static void collect(Node node, String tag, List<Element> found) {
        if (node instanceof Element element
                && (tag.equals("*") || element.getTagName().equals(tag))) {
            found.add(element);
        }
        for (Node child = node.getFirstChild(); child != null; child = child.getNextSibling()) {
            collect(child, tag, found);
        }
    }

    static List<Element> cells(Element row) {
        List<Element> cells = new ArrayList<>();
        for (Node child = row.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element cell && cell.getTagName().equals("td")) {
                cells.add(cell);
            }
        }
        return cells;
    }
}

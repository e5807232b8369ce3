package dev.cofferdam.report.check;

import dev.cofferdam.domain.Checked;
import dev.cofferdam.domain.Finding;
import dev.cofferdam.domain.Severity;
import dev.cofferdam.domain.StatementFinding;
import dev.cofferdam.domain.Undecided;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Findings as a JUnit report, for servers that show nothing else: a suite for each file, a test case for each finding. What is below the severity that
 * fails the command, and what could not be decided, is a skipped test.
 */
public final class CheckJunit {
    private CheckJunit() {}

    /**
     * The whole document.
     *
     * @param fails which severities fail the command
     */
    public static String of(Checked checked, Predicate<Severity> fails) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newInstance().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeCharacters("\n");
            xml.writeStartElement("testsuites");
            for (Map.Entry<String, List<Case>> file : cases(checked, fails).entrySet()) {
                suite(xml, file.getKey(), file.getValue());
            }
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.flush();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("text can always be written as XML", e);
        }
        return text + "\n";
    }

    private record Case(String name, boolean fails, String message, String details) {}

    private static Map<String, List<Case>> cases(Checked checked, Predicate<Severity> fails) {
        Map<String, List<Case>> byFile = new TreeMap<>();
        for (StatementFinding found : checked.findings()) {
            Finding finding = found.finding();
            byFile.computeIfAbsent(found.place().file(), file -> new ArrayList<>())
                    .add(new Case(
                            finding.rule() + " at line " + found.place().line(),
                            fails.test(finding.severity()),
                            finding.what(),
                            found.statement() + "\n\ninstead: " + finding.remedy()));
        }
        for (Undecided open : checked.undecided()) {
            byFile.computeIfAbsent(open.place().file(), file -> new ArrayList<>())
                    .add(new Case("could not decide at line " + open.place().line(), true, open.why(), open.what()));
        }
        return byFile;
    }

    private static void suite(XMLStreamWriter xml, String file, List<Case> cases) throws XMLStreamException {
        long failures = cases.stream().filter(Case::fails).count();
        xml.writeCharacters("\n  ");
        xml.writeStartElement("testsuite");
        xml.writeAttribute("name", clean(file));
        xml.writeAttribute("tests", String.valueOf(cases.size()));
        xml.writeAttribute("failures", String.valueOf(failures));
        xml.writeAttribute("errors", "0");
        xml.writeAttribute("skipped", String.valueOf(cases.size() - failures));
        for (Case each : cases) {
            xml.writeCharacters("\n    ");
            xml.writeStartElement("testcase");
            xml.writeAttribute("classname", clean(file));
            xml.writeAttribute("name", clean(each.name()));
            xml.writeStartElement(each.fails() ? "failure" : "skipped");
            xml.writeAttribute("message", clean(each.message()));
            xml.writeCharacters(clean(each.details()));
            xml.writeEndElement();
            xml.writeEndElement();
        }
        xml.writeCharacters("\n  ");
        xml.writeEndElement();
    }

    /** XML 1.0 has no place for most control characters, not even escaped. */
    private static String clean(String text) {
        return text.replaceAll("[^\\t\\n\\r\\x20-\\x{D7FF}\\x{E000}-\\x{FFFD}\\x{10000}-\\x{10FFFF}]", "\uFFFD");
    }
}

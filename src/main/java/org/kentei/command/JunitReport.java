package org.kentei.command;

import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.kentei.cases.Case;
import org.kentei.cases.CaseFailure;
import org.kentei.cases.CaseFile;
import org.kentei.cases.CaseReport;
import org.kentei.source.Mistake;

/** Writes the results of the cases as a JUnit report: a suite for each case file, a test for each case. */
final class JunitReport {

    private final Path folder;
    private final CaseReport report;
    private final StringWriter text = new StringWriter();
    private final XMLStreamWriter xml;

    private JunitReport(Path folder, CaseReport report) throws XMLStreamException {
        this.folder = folder;
        this.report = report;
        this.xml = XMLOutputFactory.newInstance().createXMLStreamWriter(text);
    }

    static String of(Path folder, CaseReport report) {
        try {
            return new JunitReport(folder, report).write();
        } catch (XMLStreamException impossible) {
            throw new IllegalStateException("A text can always be written", impossible);
        }
    }

    private String write() throws XMLStreamException {
        Map<String, List<CaseFailure>> failures =
                report.failures().stream().collect(Collectors.groupingBy(CaseFailure::file));
        Map<String, List<Mistake>> mistakes = report.mistakes().stream().collect(Collectors.groupingBy(Mistake::file));
        Map<String, List<Case>> cases =
                report.files().stream().collect(Collectors.toMap(CaseFile::file, CaseFile::cases));
        xml.writeStartDocument("UTF-8", "1.0");
        line(0);
        xml.writeStartElement("testsuites");
        xml.writeAttribute("name", "kentei test");
        counts(report.cases() + mistakes.size(), report.failures().size(), mistakes.size());
        for (String file : new TreeSet<>(Stream.concat(cases.keySet().stream(), mistakes.keySet().stream())
                .toList())) {
            suite(
                    file,
                    cases.getOrDefault(file, List.of()),
                    failures.getOrDefault(file, List.of()),
                    mistakes.getOrDefault(file, List.of()));
        }
        line(0);
        xml.writeEndElement();
        line(0);
        xml.writeEndDocument();
        return text.toString();
    }

    private void suite(String file, List<Case> cases, List<CaseFailure> failures, List<Mistake> mistakes)
            throws XMLStreamException {
        line(1);
        xml.writeStartElement("testsuite");
        xml.writeAttribute("name", safe(folder.resolve(file).toString()));
        counts(cases.size() + (mistakes.isEmpty() ? 0 : 1), failures.size(), mistakes.isEmpty() ? 0 : 1);
        if (!mistakes.isEmpty()) {
            startTest("can be read", file);
            problem(
                    "error",
                    "The case file has " + TerminalText.count(mistakes.size(), "mistake") + ".",
                    mistakes.stream()
                            .map(mistake -> CommandFiles.located(folder, mistake))
                            .collect(Collectors.joining("\n")));
            endTest();
        }
        for (Case one : cases) {
            startTest(one.name(), file);
            for (CaseFailure failure : failures) {
                if (failure.caseName().equals(one.name())) {
                    problem(
                            "failure",
                            "Expected: " + failure.expected() + ". Came: " + failure.actual() + ".",
                            CommandFiles.located(
                                            folder,
                                            new Mistake(
                                                    failure.file(),
                                                    failure.line(),
                                                    "The case `" + failure.caseName() + "` fails."))
                                    + "\nfired:\n  " + String.join("\n  ", failure.firedRules()));
                }
            }
            endTest();
        }
        line(1);
        xml.writeEndElement();
    }

    private void counts(int tests, int failures, int errors) throws XMLStreamException {
        xml.writeAttribute("tests", String.valueOf(tests));
        xml.writeAttribute("failures", String.valueOf(failures));
        xml.writeAttribute("errors", String.valueOf(errors));
        xml.writeAttribute("skipped", "0");
        xml.writeAttribute("time", "0");
    }

    private void startTest(String name, String file) throws XMLStreamException {
        line(2);
        xml.writeStartElement("testcase");
        xml.writeAttribute("name", safe(name));
        xml.writeAttribute(
                "classname", safe(file.replaceFirst("\\.cases\\.yaml$", "").replace('/', '.')));
        xml.writeAttribute("time", "0");
    }

    private void problem(String element, String message, String details) throws XMLStreamException {
        line(3);
        xml.writeStartElement(element);
        xml.writeAttribute("message", safe(message));
        xml.writeAttribute("type", element);
        xml.writeCharacters(safe(details));
        xml.writeEndElement();
        line(2);
    }

    private void endTest() throws XMLStreamException {
        xml.writeEndElement();
    }

    private void line(int indent) throws XMLStreamException {
        xml.writeCharacters("\n" + "  ".repeat(indent));
    }

    /** Removes characters that XML does not allow. */
    private static String safe(String written) {
        return written.replaceAll("[^\\t\\n\\x20-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]", "?");
    }
}

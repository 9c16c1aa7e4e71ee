package org.imprimatur.publishing.page;

import java.io.StringWriter;
import java.util.function.Consumer;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.imprimatur.publishing.markdown.Characters;

/** An XML document in the making: an element a line, escaped by the platform's own writer. */
final class XmlDocument {
    private final StringWriter text = new StringWriter(4_096);
    private final XMLStreamWriter out;

    /** What the platform's writer may throw; writing to memory never does. */
    private interface Writing {
        void write() throws XMLStreamException;
    }

    private XmlDocument() {
        try {
            // The platform's own, whatever else is on the class path: the same pages have the same bytes.
            out = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
        } catch (XMLStreamException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /**
     * The document's text.
     *
     * @param root the name of the outermost element
     * @param namespace of all its elements
     * @param attributes names and values, in turn
     */
    static String of(String root, String namespace, Consumer<XmlDocument> content, String... attributes) {
        var document = new XmlDocument();
        document.write(() -> {
            document.out.writeStartDocument("utf-8", "1.0");
            document.line();
            document.out.writeStartElement(root);
            document.out.writeDefaultNamespace(namespace);
        });
        document.attributes(attributes);
        document.inside(content);
        document.write(() -> {
            document.out.writeEndDocument();
            document.line();
            document.out.flush();
        });
        return document.text.toString();
    }

    /** An element with others in it. */
    void element(String name, Consumer<XmlDocument> content, String... attributes) {
        write(() -> out.writeStartElement(name));
        attributes(attributes);
        inside(content);
        end();
    }

    /** An element with text in it. */
    void text(String name, String content, String... attributes) {
        write(() -> out.writeStartElement(name));
        attributes(attributes);
        write(() -> out.writeCharacters(Characters.printable(content)));
        end();
    }

    /** An element with nothing in it. */
    void empty(String name, String... attributes) {
        write(() -> out.writeEmptyElement(name));
        attributes(attributes);
        write(this::line);
    }

    private void inside(Consumer<XmlDocument> content) {
        write(this::line);
        content.accept(this);
    }

    private void end() {
        write(() -> {
            out.writeEndElement();
            line();
        });
    }

    private void attributes(String... attributes) {
        for (int index = 0; index < attributes.length; index += 2) {
            String name = attributes[index];
            String value = Characters.printable(attributes[index + 1]);
            write(() -> out.writeAttribute(name, value));
        }
    }

    private void line() throws XMLStreamException {
        out.writeCharacters("\n");
    }

    private void write(Writing writing) {
        try {
            writing.write();
        } catch (XMLStreamException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}

package org.imprimatur.publishing.markdown;

import java.util.List;
import org.owasp.html.HtmlStreamEventReceiver;

/** Passes on what it is given, but for what whoever extends it looks at first. */
abstract class Passing implements HtmlStreamEventReceiver {
    /** To whom it is passed on. */
    final HtmlStreamEventReceiver next;

    Passing(HtmlStreamEventReceiver next) {
        this.next = next;
    }

    @Override
    public void openDocument() {
        next.openDocument();
    }

    @Override
    public void closeDocument() {
        next.closeDocument();
    }

    @Override
    public void openTag(String name, List<String> attributes) {
        next.openTag(name, attributes);
    }

    @Override
    public void closeTag(String name) {
        next.closeTag(name);
    }

    @Override
    public void text(String text) {
        next.text(text);
    }
}

package org.imprimatur.publishing.markdown;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.owasp.html.HtmlChangeListener;
import org.owasp.html.HtmlStreamEventReceiver;
import org.owasp.html.HtmlTextEscapingMode;

/**
 * Fits what was written into a page, tag by tag, before the sanitizer looks at it: headings stand below the headline's,
 * images from elsewhere become links to them, ids get a prefix. And it takes note of all that the sanitizer drops.
 */
final class Fitting implements HtmlChangeListener<Fitting> {
    /** In front of an id or the address of one, where it is ours and has its prefix already. */
    static final String OURS = "\uFDED";

    private static final Map<String, String> OTHER_NAMES = Map.ofEntries(Map.entry("h1", "h2"), Map.entry("h2", "h3"),
            Map.entry("h3", "h4"), Map.entry("h4", "h5"), Map.entry("h5", "h6"), Map.entry("strike", "s"),
            Map.entry("tt", "code"), Map.entry("article", "div"), Map.entry("aside", "div"),
            Map.entry("header", "div"), Map.entry("footer", "div"), Map.entry("main", "div"),
            Map.entry("nav", "div"), Map.entry("address", "div"), Map.entry("center", "div"),
            Map.entry("hgroup", "div"), Map.entry("search", "div"), Map.entry("acronym", "abbr"));
    /** Attributes whose values are words for readers. */
    private static final Set<String> SPOKEN = Set.of("title", "alt", "aria-label", "placeholder", "summary", "label",
            "srcdoc");
    /** As deep as the sanitizer goes. */
    private static final int DEEPEST = 256;
    private static final Set<String> UNREADABLE = Set.of("script", "style");

    private final Losses losses;
    private final Set<String> ids = new HashSet<>();
    /** With which to go on looking for an id. */
    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<Lead> leads = new ArrayList<>();
    private final Map<String, String> spoken = new HashMap<>();
    private final List<Open> open = new ArrayList<>();
    private int line = 1;
    private boolean cameThrough;
    /** What a script says, until it ends: if it doesn't, it was the rest of the text. */
    private String unread = "";

    /** A link to a place within the text. */
    private record Lead(String id, String written, int line) {}

    /** An element that has begun, and what it is on the page. */
    private record Open(String name, String as) {}

    Fitting(Losses losses) {
        this.losses = losses;
    }

    /** What hands tags and words to the sanitizer. */
    HtmlStreamEventReceiver before(HtmlStreamEventReceiver sanitizer) {
        return new Passing(sanitizer) {
            @Override
            public void openTag(String name, List<String> attributes) {
                read(attributes);
                String as = other(name, attributes);
                switch (name) {
                    case "img" -> image(next, attributes);
                    case "a" -> link(next, attributes);
                    default -> {
                        identify(name, attributes);
                        next.openTag(as, attributes);
                    }
                }
                if (!HtmlTextEscapingMode.isVoidElement(name) && open.size() < DEEPEST) {
                    open.add(new Open(name, as));
                }
            }

            @Override
            public void closeTag(String name) {
                unread = "";
                String as = OTHER_NAMES.getOrDefault(name, name);
                for (int index = open.size() - 1; index >= 0; index--) {
                    if (open.get(index).name().equals(name)) {
                        as = open.get(index).as();
                        open.subList(index, open.size()).clear();
                        break;
                    }
                }
                next.closeTag(as);
            }

            @Override
            public void text(String text) {
                String words = RawHtml.unmarked(text);
                cameThrough = words.isBlank();
                next.text(words);
                if (!cameThrough) {
                    lost(words, RawHtml.runsOn(text));
                }
            }

            @Override
            public void closeDocument() {
                if (!unread.isEmpty()) {
                    tell(unread);
                }
                next.closeDocument();
            }
        };
    }

    /** What the sanitizer hands its result to. */
    HtmlStreamEventReceiver after(HtmlStreamEventReceiver page) {
        return new Passing(page) {
            @Override
            public void text(String text) {
                cameThrough = true;
                next.text(text);
            }
        };
    }

    /** An id that nothing else has, as near to the one wanted as can be. */
    String claim(String wanted) {
        String id = wanted;
        for (int number = numbers.getOrDefault(wanted, 1); !ids.add(id); number++) {
            id = wanted + "-" + number;
            numbers.put(wanted, number + 1);
        }
        return id;
    }

    /** To be called when all has been read: which links within the text lead nowhere is known by then. */
    void finish() {
        leads.stream().filter(lead -> !ids.contains(lead.id())).forEach(lead -> losses.add("anchor", lead.line(),
                "The link to #" + lead.written() + " leads to no place in this text.", null));
    }

    @Override
    public void discardedTag(@Nullable Fitting self, String name) {
        switch (name) {
            case "a", "html", "head", "body" -> {
            }
            case "script" ->
                losses.add("script", line, "A script isn't kept: pages run none but the site's own.", null);
            default -> losses.add("element", line,
                    "The element <" + name + "> isn't kept; words in it are, unless it is said that they aren't.",
                    String.join(" ", spoken.values()));
        }
    }

    @Override
    public void discardedAttributes(@Nullable Fitting self, String name, String... attributes) {
        for (String attribute : attributes) {
            if (attribute.equals("colspan") || attribute.equals("rowspan")) {
                losses.add("table", line, "A cell spans 1 to 50 rows or columns; this one keeps to its own.", null);
            } else if (!attribute.isBlank()) {
                losses.add("attribute", line,
                        "The attribute " + Losses.named(attribute) + " of <" + name + "> isn't kept.",
                        spoken.get(attribute));
            }
        }
    }

    private void read(List<String> attributes) {
        spoken.clear();
        for (int index = 0; index < attributes.size(); index += 2) {
            int marked = RawHtml.line(attributes.get(index));
            if (marked > 0) {
                line = marked;
                attributes.subList(index, index + 2).clear();
                index -= 2;
            } else {
                String written = RawHtml.unmarked(attributes.get(index + 1));
                String value = written.contains(OURS) ? written : Characters.printable(written);
                attributes.set(index + 1, value);
                if (SPOKEN.contains(attributes.get(index))) {
                    spoken.put(attributes.get(index), value);
                }
            }
        }
    }

    private static String other(String name, List<String> attributes) {
        return name.equals("section") && !"footnotes".equals(Attributes.value(attributes, "class"))
                ? "div"
                : OTHER_NAMES.getOrDefault(name, name);
    }

    private void lost(String words, boolean runsOn) {
        // A script within another is the second of two, of which the first doesn't end.
        if (!runsOn && !words.contains("<" + innermost()) && UNREADABLE.contains(innermost())) {
            unread += words;
        } else {
            tell(words);
        }
    }

    private void tell(String words) {
        losses.add("text", line, "What stands in <" + innermost() + "> isn't shown: " + Losses.named(words), words);
    }

    private String innermost() {
        return open.isEmpty() ? "" : open.getLast().name();
    }

    private void image(HtmlStreamEventReceiver out, List<String> attributes) {
        String address = or(Attributes.value(attributes, "src"), "");
        String words = or(Attributes.value(attributes, "alt"), "").strip();
        String title = or(Attributes.value(attributes, "title"), "").strip();
        if (Destinations.isImage(address)) {
            identify("img", attributes);
            Attributes.remove(attributes, "loading");
            attributes.addAll(List.of("loading", "lazy"));
            out.openTag("img", attributes);
            return;
        }
        boolean away = Destinations.isExternal(address);
        boolean linked = away && open.stream().noneMatch(one -> one.name().equals("a"));
        losses.add("image", line, "The image " + Losses.named(address.isEmpty() ? "without an address" : address)
                + " isn't shown: " + (away
                        ? "images have to be the site's own, and nothing on a page is loaded from elsewhere. "
                        : "that is no address of an image on this site. ")
                + (linked
                        ? "A link to it stands in its place."
                        : words.isEmpty() ? "Nothing stands in its place." : "Its description stands in its place."),
                title);
        if (linked) {
            out.openTag("a", new ArrayList<>(List.of("href", address, "class", "image")));
            out.text(words.isEmpty() ? address : words);
            out.closeTag("a");
        } else if (!words.isEmpty()) {
            out.openTag("span", new ArrayList<>(List.of("class", "image")));
            out.text(words);
            out.closeTag("span");
        }
    }

    private void link(HtmlStreamEventReceiver out, List<String> attributes) {
        String address = Attributes.value(attributes, "href");
        identify("a", attributes);
        Attributes.remove(attributes, "rel");
        Attributes.remove(attributes, "target");
        if (address != null) {
            if (address.startsWith("#" + OURS)) {
                Attributes.set(attributes, "href", "#" + address.substring(2));
            } else if (address.startsWith("#") && address.length() > 1 && Destinations.isLink(address)) {
                String id = "s-" + decoded(address.substring(1));
                leads.add(new Lead(id, address.substring(1), line));
                Attributes.set(attributes, "href", "#" + id);
            } else if (!Destinations.isLink(address)) {
                losses.add("link", line, "A link leads nowhere: " + (address.isBlank()
                        ? "it has no address."
                        : Losses.named(address) + " is no address that a link on this site may have."), null);
                Attributes.remove(attributes, "href");
            }
        }
        out.openTag("a", attributes);
    }

    /** An id that the text brings along, under a prefix; {@code name} is the old way of writing a link's. */
    private void identify(String element, List<String> attributes) {
        String name = element.equals("a") ? Attributes.value(attributes, "name") : null;
        String id = or(Attributes.value(attributes, "id"), or(name, ""));
        Attributes.remove(attributes, "id");
        if (element.equals("a")) {
            Attributes.remove(attributes, "name");
        }
        if (id.isEmpty()) {
            return;
        }
        boolean ours = id.startsWith(OURS);
        String prefixed = ours ? id.substring(1) : "s-" + id;
        if (!Allowed.ID.matcher(prefixed).matches()) {
            losses.add("attribute", line, "The id " + Losses.named(id) + " isn't kept: it has other characters than "
                    + "letters, digits and _ . : -", null);
        } else if (ids.add(prefixed)) {
            attributes.addAll(List.of("id", prefixed));
        } else {
            losses.add("attribute", line, "The id " + Losses.named(id) + " is there twice; only the first is kept.",
                    null);
        }
    }

    private static String decoded(String fragment) {
        try {
            return URLDecoder.decode(fragment.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException none) {
            return fragment;
        }
    }

    private static String or(@Nullable String text, String other) {
        return text == null ? other : text;
    }
}

package org.imprimatur.publishing.markdown;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.owasp.html.HtmlStreamEventReceiver;

/**
 * Gives each heading an id made of its words, as readers of Markdown elsewhere know them, and a link to itself. What a
 * heading says is known at its end, so it is kept until then.
 */
final class Headings implements HtmlStreamEventReceiver {
    private static final Pattern HEADING = Pattern.compile("h[2-6]");
    private static final Pattern TAG = Pattern.compile("(</?h)([2-6])(?=[ >])");
    private static final Pattern NOT_IN_IDS = Pattern.compile("[^\\p{L}\\p{M}\\p{N}\\p{Pc} -]");
    private static final int LONGEST = 100;

    private final HtmlStreamEventReceiver page;
    private final UnaryOperator<String> ids;
    private final StringBuilder words = new StringBuilder();
    private final List<Runnable> kept = new ArrayList<>();
    private @Nullable List<String> heading;
    private int links;
    private int references;

    /** @param ids makes an id that no other has of the one that is wanted */
    Headings(HtmlStreamEventReceiver page, UnaryOperator<String> ids) {
        this.page = page;
        this.ids = ids;
    }

    /**
     * The same text with its headings so far up that the highest are of the second level, whatever level their writer
     * began with: no level is skipped below the headline.
     *
     * @param html sanitized
     */
    static String raised(String html) {
        int up = TAG.matcher(html).results().mapToInt(tag -> Integer.parseInt(tag.group(2))).min().orElse(2) - 2;
        return up == 0
                ? html
                : TAG.matcher(html).replaceAll(tag -> tag.group(1) + (Integer.parseInt(tag.group(2)) - up));
    }

    @Override
    public void openDocument() {
        page.openDocument();
    }

    @Override
    public void closeDocument() {
        page.closeDocument();
    }

    @Override
    public void openTag(String name, List<String> attributes) {
        var own = new ArrayList<>(attributes);
        links += name.equals("a") ? 1 : 0;
        if (heading != null) {
            references += name.equals("sup") ? 1 : 0;
            kept.add(() -> page.openTag(name, own));
        } else if (HEADING.matcher(name).matches()) {
            heading = own;
        } else {
            page.openTag(name, own);
        }
    }

    @Override
    public void closeTag(String name) {
        links -= name.equals("a") ? 1 : 0;
        if (heading == null) {
            page.closeTag(name);
        } else if (HEADING.matcher(name).matches()) {
            close(name, heading);
        } else {
            references -= name.equals("sup") ? 1 : 0;
            kept.add(() -> page.closeTag(name));
        }
    }

    @Override
    public void text(String text) {
        if (heading == null) {
            page.text(text);
        } else {
            words.append(references > 0 ? "" : text);
            kept.add(() -> page.text(text));
        }
    }

    private void close(String name, List<String> attributes) {
        int known = attributes.indexOf("id");
        String id = known % 2 == 0 ? attributes.get(known + 1) : ids.apply("s-" + slug(words.toString()));
        if (known % 2 != 0) {
            attributes.addAll(List.of("id", id));
        }
        page.openTag(name, attributes);
        kept.forEach(Runnable::run);
        if (links == 0) {
            page.openTag("a", List.of("class", "anchor", "href", "#" + id, "aria-label", "Link to this section", "lang",
                    "en"));
            page.closeTag("a");
        }
        page.closeTag(name);
        heading = null;
        kept.clear();
        words.setLength(0);
    }

    private static String slug(String words) {
        String plain = NOT_IN_IDS.matcher(Normalizer.normalize(words.strip(), Normalizer.Form.NFC)
                .toLowerCase(Locale.ROOT).replaceAll("\\s", " ")).replaceAll("").strip().replace(' ', '-');
        int length = plain.codePointCount(0, plain.length());
        String slug = length <= LONGEST ? plain : plain.substring(0, plain.offsetByCodePoints(0, LONGEST));
        return slug.isEmpty() ? "section" : slug;
    }
}

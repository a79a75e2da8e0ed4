package org.kentei.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** A line through points, as SVG. Both axes begin at zero, so that growth that is not linear shows. */
record Plot(String title, String acrossLabel, String upLabel, List<Point> points) {

    private static final int WIDTH = 480;
    private static final int HEIGHT = 260;
    private static final int LEFT = 60;
    private static final int BOTTOM = 40;
    private static final int TOP = 30;

    record Point(double across, double up) {}

    void write(Path file) throws IOException {
        double right = points.stream().mapToDouble(Point::across).max().orElse(1);
        double top = 1.1 * points.stream().mapToDouble(Point::up).max().orElse(1);
        StringBuilder svg = new StringBuilder();
        svg.append(("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\""
                        + " font-family=\"sans-serif\" font-size=\"12\">\n"
                        + "<rect width=\"100%%\" height=\"100%%\" fill=\"#fff\"/>\n")
                .formatted(WIDTH, HEIGHT, title));
        svg.append("<text x=\"%d\" y=\"18\" font-weight=\"bold\">%s</text>%n".formatted(LEFT, title));
        svg.append("<path d=\"M%d %dV%dH%d\" fill=\"none\" stroke=\"#666\"/>%n"
                .formatted(LEFT, TOP, HEIGHT - BOTTOM, WIDTH - 10));
        StringBuilder line = new StringBuilder();
        for (Point point : points) {
            double x = LEFT + point.across() / right * (WIDTH - LEFT - 20);
            double y = HEIGHT - BOTTOM - point.up() / top * (HEIGHT - BOTTOM - TOP);
            line.append("%.1f,%.1f ".formatted(x, y));
            svg.append("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\" fill=\"#1f5fa8\"/>%n".formatted(x, y));
        }
        svg.append("<polyline points=\"%s\" fill=\"none\" stroke=\"#1f5fa8\" stroke-width=\"1.5\"/>%n"
                .formatted(line.toString().strip()));
        svg.append("<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%,.0f %s</text>%n"
                .formatted(WIDTH - 10, HEIGHT - 22, right, acrossLabel));
        svg.append("<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%,.0f</text>%n".formatted(LEFT - 6, TOP + 10, top));
        svg.append("<text x=\"%d\" y=\"%d\" text-anchor=\"end\">0</text>%n".formatted(LEFT - 6, HEIGHT - BOTTOM));
        svg.append("<text x=\"%d\" y=\"%d\">%s</text>%n</svg>%n".formatted(LEFT, HEIGHT - 8, upLabel));
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, String.format(Locale.ROOT, "%s", svg));
    }
}

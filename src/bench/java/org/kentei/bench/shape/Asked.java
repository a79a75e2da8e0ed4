package org.kentei.bench.shape;

import java.util.List;

/**
 * What a sheet asks of the person, and of every project it counts.
 *
 * @param everyTag whether contributions count whichever field they are tagged with
 */
public record Asked(
        String sheet,
        String specialtyField,
        String role,
        int months,
        List<String> onEveryProject,
        String depth,
        int kinds,
        boolean everyTag) {}

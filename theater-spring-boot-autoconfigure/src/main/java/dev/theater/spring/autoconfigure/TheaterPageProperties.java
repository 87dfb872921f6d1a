package dev.theater.spring.autoconfigure;

import java.util.regex.Pattern;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the live page is beside its endpoint's address.
 *
 * @param enabled Whether the live page is at a path of the application, too. Its endpoint
 * 'theaterui' has to be exposed, and its rules hold.
 * @param path Path of the live page, below the application's context path.
 */
@ConfigurationProperties("theater.page")
public record TheaterPageProperties(@DefaultValue("false") boolean enabled, @DefaultValue("/theater") String path) {

	/** The property that switches the alias on. */
	public static final String ENABLED = "theater.page.enabled";

	/** The property that says where the alias is. */
	public static final String PATH = "theater.page.path";

	/** Segments that every server and browser reads alike. */
	private static final Pattern FORM = Pattern.compile("(/[0-9A-Za-z][0-9A-Za-z._-]*)+");

	public TheaterPageProperties {
		PropertyCheck.that(FORM.matcher(path).matches(), PATH, path,
				"it must be a path such as /theater or /ops/theater, of letters, digits, '-', '_' and '.'");
	}

}

package dev.theater.spring.startup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.theater.runtime.ActorDirectory;
import dev.theater.runtime.RuntimeSettings;
import dev.theater.runtime.TheaterRuntime;
import dev.theater.spring.GuidePage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * What applications that cannot start really say, one for each mistake, and that
 * docs/guide/startup-errors.md shows just that.
 */
@Timeout(600)
@ExtendWith(OutputCaptureExtension.class)
class StartupErrorsGuideTests {

	private static final Pattern BLOCK = Pattern.compile(
			"APPLICATION FAILED TO START\\R\\*+\\R\\R(Description:.*?)\\s*(?=\\R\\d{4}-\\d\\d-\\d\\dT|\\z)",
			Pattern.DOTALL);

	private static final String INTRODUCTION = """
			# When the application does not start

			What an application says that theater keeps from starting: what is wrong, and what to do about it. Each block
			below is the output of an application with just this mistake, between `APPLICATION FAILED TO START` and the
			end; `StartupErrorsGuideTests` starts them all, and fails where this page says anything else. In front of a
			block stands what is in the manifest (after `name` and `component`) or in `application.properties`.

			A root actor that the application can do without has `theater.actors.<name>.required=false`: then the same text
			is a warning in the log, the application starts, and the actor is parked, where endpoint, health and an
			application event show it.
			""";

	@TempDir
	Path directory;

	private final GuidePage page = new GuidePage("startup-errors.md");

	private int applications;

	@Test
	void thePageShowsWhatIsReallySaid(CapturedOutput output) throws IOException {
		StringBuilder text = new StringBuilder(INTRODUCTION);
		for (StartupCases.Family family : StartupCases.all()) {
			text.append("\n## ").append(family.title()).append("\n\n").append(family.text()).append('\n');
			for (StartupCases.Case mistake : family.cases()) {
				String title = "\n### " + mistake.title() + "\n\n";
				text.append(title);
				if (!mistake.shown().isEmpty()) {
					boolean toml = mistake.shown().startsWith("[") || mistake.shown().contains(" = ");
					text.append("```").append(toml ? "toml" : "properties").append('\n');
					text.append(mistake.shown().strip()).append("\n```\n\n");
				}
				text.append("```text\n").append(said(mistake, output, title)).append("\n```\n");
			}
		}
		this.page.mustSay(text.toString());
	}

	@Test
	void aMisspeltPropertyIsIgnored() throws IOException {
		FailedStart application = new FailedStart(Files.createDirectory(this.directory.resolve("misspelt")))
			.property("theater.limit.max-actors=7")
			.property("theater.limits.max-actor=7")
			.property("theater.actors.desk.manifset=desk.toml");
		try (ConfigurableApplicationContext context = application.run()) {
			RuntimeSettings settings = context.getBean(TheaterRuntime.class).settings();
			assertThat(settings.limits()).isEqualTo(RuntimeSettings.defaults().limits());
			assertThat(context.getBean(ActorDirectory.class).tree().roots()).isEmpty();
		}
	}

	private String said(StartupCases.Case mistake, CapturedOutput output, String title) throws IOException {
		Path place = Files.createDirectory(this.directory.resolve("application-" + this.applications++));
		if (mistake.foreign() == null) {
			FailedStart application = new FailedStart(place);
			mistake.mistake().accept(application);
			int before = output.toString().length();
			assertThatThrownBy(() -> application.run().close()).as(mistake.title()).isNotNull();
			return block(mistake, output.toString().substring(before), place);
		}
		String foreign = mistake.foreign().apply(place);
		return (foreign != null) ? block(mistake, foreign, place) : asBefore(title);
	}

	private static String block(StartupCases.Case mistake, String output, Path place) {
		Matcher block = BLOCK.matcher(output);
		assertThat(block.find()).as("%s is analyzed: %s", mistake.title(), output).isTrue();
		assertThat(block.group(1)).as(mistake.title()).doesNotContain("\tat ");
		return block.group(1)
			.replace(place.toString(), "/srv/app")
			.replace(StartupBeans.class.getName() + "$", "com.example.")
			.replace("\r\n", "\n");
	}

	/** What cannot be tried on this machine was, where the page was written. */
	private String asBefore(String title) throws IOException {
		String text = this.page.text();
		int begin = text.indexOf("```text\n", text.indexOf(title)) + "```text\n".length();
		return text.substring(begin, text.indexOf("\n```", begin));
	}

}

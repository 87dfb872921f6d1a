package dev.theater.spring.startup;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

@ExtendWith(OutputCaptureExtension.class)
class StartupErrorsGuideTests {

	@TempDir
	Path directory;

	@Test
	void dump(CapturedOutput output) throws Exception {
		StringBuilder page = new StringBuilder();
		int number = 0;
		for (StartupCases.Family family : StartupCases.all()) {
			page.append("\n## ").append(family.title()).append('\n');
			for (StartupCases.Case each : family.cases()) {
				Path place = Files.createDirectories(this.directory.resolve("app" + number++));
				FailedStart app = new FailedStart(place);
				each.mistake().accept(app);
				int before = output.toString().length();
				String how = "STARTED";
				try (ConfigurableApplicationContext context = app.run()) {
				}
				catch (Throwable ex) {
					how = ex.getClass().getName();
				}
				String text = output.toString().substring(before).replace(place.toString(), "/srv/app");
				page.append("\n### ").append(each.title()).append(" [").append(how).append("]\n").append(each.example()).append('\n');
				int at = text.indexOf("APPLICATION FAILED");
				page.append((at >= 0) ? text.substring(at) : "NO ANALYSIS\n" + text).append('\n');
			}
		}
		Files.writeString(Path.of("/tmp/analyze/dump.md"), page);
	}

}

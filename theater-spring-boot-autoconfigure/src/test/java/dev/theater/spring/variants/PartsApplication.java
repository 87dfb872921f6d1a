package dev.theater.spring.variants;

import org.springframework.boot.Banner;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.util.ClassUtils;

/** Lets actors work with what there is on the class path, and says what came of it. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
class PartsApplication {

	public static void main(String[] arguments) {
		boolean web = ClassUtils.isPresent("org.springframework.web.bind.annotation.RestController", null);
		RunningApplication app = new RunningApplication(
				new SpringApplicationBuilder(web ? AskingApplication.class : PartsApplication.class)
					.bannerMode(Banner.Mode.OFF)
					.properties("theater.actors.desk.manifest=desk.toml", "server.port=0", RunningApplication.EXPOSED)
					.run(arguments));
		app.withActorsThatWork();
		System.out.println("incarnation " + app.node("desk/flaky").incarnation());
		System.out.println("count " + app.request("desk/flaky", "get"));
		if (web) {
			for (String path : new String[] { "/ask?path=desk/flaky&message=get", "/actuator/theater",
					"/actuator/theaterui", "/actuator/theaterui?part=settings", "/actuator/health",
					"/actuator/metrics" }) {
				System.out.println(path + " " + app.get(path).statusCode());
			}
			app.close();
		}
	}

}

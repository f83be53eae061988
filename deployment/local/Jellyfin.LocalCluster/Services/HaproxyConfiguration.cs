using System.Globalization;
using System.Text;

namespace Jellyfin.LocalCluster.Services;

/// <summary>The load balancer's configuration: every request goes to the next replica, whoever sends it.</summary>
public static class HaproxyConfiguration
{
    public static string Write(ClusterState state, string adminSocket)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"""
            # Written by deployment/local; changes are overwritten.
            global
                log stdout format raw local0 info
                maxconn 4000
                hard-stop-after 5s
                stats socket {Quoted(adminSocket)} mode 600 level admin
            {Identity()}
            defaults
                mode http
                log global
                # Without the query string: clients put their tokens there.
                log-format "%ci %HM %HPO %ST %s %Tr ms %ts"
                option dontlog-normal
                timeout connect 1s
                # All the time in which a silent replica must be found out goes to one answer: one that is only busy is late, and must keep its requests.
                timeout check 2200ms
                timeout http-request 10s
                timeout http-keep-alive 60s
                timeout queue 10s
                timeout server 2m
                # A paused player reads nothing for as long as it is paused.
                timeout client 30m
                # Web sockets.
                timeout tunnel 1h
                timeout client-fin 5s

            frontend jellyfin
                bind :{state.Port}
                # Each replica has its own figures, and they are for operators.
                http-request return status 404 if {"{ path -i /metrics }"}
                http-request del-header X-Forwarded-For
                http-request set-header X-Forwarded-Proto http
                http-request set-header X-Forwarded-Host %[req.hdr(Host)]
                option forwardfor
                # Tells who looks for a fault which replica answered.
                http-response set-header X-Served-By %s
                default_backend replicas

            backend replicas
                balance roundrobin
                option httpchk
                http-check send meth GET uri /health/ready?drain=404
                http-check expect status 200
                # A replica that drains gets no new requests, and those that run are not cut off.
                http-check disable-on-404
                retries 3
                option redispatch 1
                retry-on conn-failure empty-response 502 503 504
                # Anything else may have been done already; it is only tried again when no connection came about. But players say where they are again and again.
                http-request disable-l7-retry unless {"{ method GET HEAD } || { path_end -i /Sessions/Playing/Progress /Sessions/Playing/Ping }"}
                # The agent tells how much a replica can transcode; even a full one keeps a fifth of its weight for everything else.
                default-server weight 100 check agent-check agent-inter 1s inter 1s downinter 500ms fall 1 rise 1 on-marked-down shutdown-sessions

            """);
        foreach (var replica in state.Replicas)
        {
            text.Append(CultureInfo.InvariantCulture, $"    server {replica.Id} {replica.Host.Address}:{replica.Port} agent-port {replica.AgentPort}\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"""

            frontend statistics
                bind 127.0.0.1:{state.StatsPort}
                stats enable
                stats uri /
                stats refresh 2s
                option dontlog-normal

            """);
        return text.ToString();
    }

    /// <summary>A balancer that listens on every address should not be root.</summary>
    private static string Identity()
        => Environment.IsPrivilegedProcess && File.ReadLines("/etc/passwd").Any(line => line.StartsWith("haproxy:", StringComparison.Ordinal))
            ? "    user haproxy\n    group haproxy\n"
            : "";

    private static string Quoted(string path) => "\"" + path.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal) + "\"";
}

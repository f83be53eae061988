// Start-up project for the EF tools only; see tools/migrations.
Console.WriteLine("Use tools/migrations add NAME | check");
